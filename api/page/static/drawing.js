// Draws an answer as the server's templates/answer.html does; a browser test holds the two together.

// A citation mark of an answer: "[1]".
const MARK = /\[(\d{1,3})\]/g;

// The marker of an item at a line's start: "- ", "+ ", "• ", "2. ", "2) ", "a) ", "đ) ".
const ITEM = /^(?:[-–+•*]|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ]\))\s/u;

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// The whole conversation: earlier questions, the question, its answer, notes, sources, suggestions.
export function drawAnswer(asked, answer, words, urlOf) {
  const parts = [...drawQuestion(asked, words, urlOf)];
  if (answer.interpreted_as) {
    const understood = element("span", { lang: answer.language }, answer.interpreted_as);
    parts.push(element("p", { class: "interpreted" }, `${words["answer.interpreted"]} `, understood));
  }
  const said = element("div", { class: "said", lang: answer.language });
  drawLines(said, answer.answer, answer.citations);
  parts.push(section(`answer ${answer.status}`, "tra-loi", words[`status.${answer.status}`], said));
  if (answer.notes.length) {
    const list = element("ul", { lang: answer.language }, ...answer.notes.map((note) => element("li", {}, note.text)));
    parts.push(section("notes", "luu-y", words["answer.notes"], list));
  }
  if (answer.citations.length) {
    const list = element("ol", { lang: "vi" }, ...answer.citations.map(drawSource));
    parts.push(section("sources", "nguon", words["answer.sources"], list));
  }
  if (answer.suggestions.length) {
    const title = words[answer.status === "clarify" ? "answer.choices" : "answer.suggestions"];
    const turns = [...asked.history, asked.question];
    const links = answer.suggestions.map((text) => link(text, urlOf(asked, text, turns)));
    parts.push(section("chips", "goi-y", title, element("ul", { lang: "vi" }, ...links)));
  }
  return parts;
}

// What stands above an answer, known before it comes.
export function drawQuestion(asked, words, urlOf) {
  const heading = element("h1", { class: "question", tabindex: "-1" }, asked.question);
  if (!asked.history.length) return [heading];
  const links = asked.history.map((text, place) =>
    link(text, urlOf(asked, text, asked.history.slice(0, place))));
  const restart = element("a", { class: "restart", href: "/" }, words["ask.restart"]);
  const earlier = element("nav", { class: "earlier", "aria-label": words["ask.earlier"] },
    element("ol", {}, ...links), restart);
  return [earlier, heading];
}

// The lines of an answer's text, each [n] with the quote it stands for.
export function drawLines(place, text, citations) {
  const sources = new Map(citations.map((citation) => [citation.id, citation]));
  const lines = text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
  const drawn = [...lines.entries()]
    .filter(([, line]) => line.trim())
    .map(([number, line]) => drawLine(line, number, sources, place.lang));
  place.replaceChildren(...drawn);
}

// What quotes is Vietnamese, whatever the language of the answer.
function drawLine(line, number, sources, language) {
  const made = pieces(line, number, sources);
  const drawn = element("p", ITEM.test(line) ? { class: "item" } : {}, ...made);
  if (made.length > 1 && language !== "vi") drawn.lang = "vi";
  return drawn;
}

function pieces(line, number, sources) {
  const made = [];
  let shown = 0;
  for (const mark of line.matchAll(MARK)) {
    const citation = sources.get(Number(mark[1]));
    if (!citation) continue;
    // The space before a mark does not break, so that no line begins with a mark.
    made.push(line.slice(shown, mark.index).replace(/ $/, "\u00a0"));
    // Counted in code points, as the server counts.
    made.push(drawMark(mark[0], citation, `trich-${number}-${[...line.slice(0, mark.index)].length}`));
    shown = mark.index + mark[0].length;
  }
  return [...made, line.slice(shown)];
}

function drawMark(text, citation, id) {
  return element("span", { class: "cite" },
    element("a", { href: readerUrl(citation), "aria-describedby": id }, text),
    element("span", { class: "peek", id, role: "tooltip" },
      element("span", { class: "peek-source" }, citation.full_citation),
      element("q", {}, citation.quote)));
}

function drawSource(citation) {
  return element("li", {},
    element("span", { class: "number" }, `[${citation.id}]`), " ",
    element("a", { href: readerUrl(citation) }, citation.full_citation),
    element("blockquote", {}, citation.quote));
}

function section(name, id, title, ...children) {
  return element("section", { class: name, "aria-labelledby": id }, element("h2", { id }, title), ...children);
}

function link(text, href) {
  return element("li", {}, element("a", { href }, text));
}

export function readerUrl(citation) {
  const [path, address] = citation.url.split("#");
  return `${path}?quote=${citation.start}-${citation.end}#${address}`;
}
