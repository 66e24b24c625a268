// Searching a document while one types, with or without diacritics; what matches is highlighted
// without touching the text.

export function searchWithin(form, text) {
  const box = form.querySelector("input");
  const told = form.querySelector(".told");
  let ranges = [];
  let at = 0;

  form.hidden = false;
  box.addEventListener("input", () => {
    ranges = find(text, box.value);
    at = 0;
    show(false);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    step(1);
  });
  form.querySelector(".up").addEventListener("click", () => step(-1));

  function step(by) {
    if (!ranges.length) return;
    at = form.dataset.begun ? (at + by + ranges.length) % ranges.length : 0;
    form.dataset.begun = "true";
    show(true);
  }

  function show(scroll) {
    if (!scroll) delete form.dataset.begun;
    light("found", ranges);
    light("found-now", scroll ? [ranges[at]] : []);
    if (!box.value.trim()) told.textContent = "";
    else if (!ranges.length) told.textContent = form.dataset.none;
    else told.textContent = form.dataset.found.replace("{at}", at + 1).replace("{all}", ranges.length);
    if (scroll) ranges[at].startContainer.parentElement.scrollIntoView({ block: "center" });
  }
}

function light(name, ranges) {
  if (!window.CSS?.highlights) return;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

// Every place of the words in the text, also across a link or a marked quote inside a line.
function find(text, words) {
  const wanted = fold(words.trim().replace(/\s+/g, " "));
  if (!wanted) return [];
  const ranges = [];
  for (const line of text.querySelectorAll("p, h2, h3, h4, h5, h6, td, th")) {
    const nodes = [];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let whole = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push([whole.length, node]);
      whole += node.data;
    }
    const folded = fold(whole);
    for (let start = folded.indexOf(wanted); start >= 0; start = folded.indexOf(wanted, start + 1)) {
      ranges.push(range(nodes, start, start + wanted.length));
    }
  }
  return ranges;
}

function range(nodes, start, end) {
  const [startsAt, first] = nodes.findLast(([from]) => from <= start);
  const [endsAt, last] = nodes.findLast(([from]) => from < end);
  const made = new Range();
  made.setStart(first, start - startsAt);
  made.setEnd(last, end - endsAt);
  return made;
}

// Without case, tones and vowel marks; letter for letter, so that places carry over.
function fold(text) {
  return Array.from({ length: text.length }, (_, place) => {
    const letter = text[place].normalize("NFD")[0].toLowerCase();
    return letter === "đ" ? "d" : letter === "\n" ? " " : letter[0];
  }).join("");
}
