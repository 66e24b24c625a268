// Asking without leaving the page: the answer streams in, the Back button goes to the one before.
// Without this file the same form and links ask, and the server draws the same page.

import { copy, tell } from "./clipboard.js";
import { drawAnswer, drawLines, drawQuestion, element, readerUrl } from "./drawing.js";
import { remember, showRemembered } from "./history.js";
import { keepLimits } from "./limits.js";
import { events } from "./stream.js";
import { keepPlace } from "./switches.js";

const form = document.querySelector("form.ask");
const box = form.querySelector("textarea");
const button = form.querySelector("button.main");
const conversation = document.getElementById("conversation");
const below = document.getElementById("below");
const words = JSON.parse(conversation.dataset.words);
const send = button.textContent;
const siteTitle = document.title.slice(document.title.lastIndexOf(" – "));

keepLimits(form);
keepPlace();
if (conversation.dataset.answer) {
  const shown = { asked: askedBy(new URL(location)), answer: JSON.parse(conversation.dataset.answer) };
  history.replaceState(shown, "");
  equip(shown);
} else {
  showRemembered(below.querySelector(".history"));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const question = box.value.trim();
  if (question) ask({ ...askedBy(formUrl()), question });
});

box.addEventListener("keydown", (event) => {
  // Enter sends, Shift+Enter breaks the line; not while an input method is composing.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// Suggestions, examples, earlier questions: links that ask.
document.querySelector("main").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || link.closest(".limits") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || url.pathname !== "/" || !url.searchParams.get("q")) return;
  event.preventDefault();
  ask(askedBy(url));
});

window.addEventListener("popstate", (event) => {
  if (event.state?.answer) show(event.state);
  else location.reload();
});

async function ask(asked) {
  if (button.disabled) return;
  setBusy(true);
  form.querySelector(".problem")?.remove();
  try {
    const response = await fetch("/v1/ask", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        question: asked.question,
        history: asked.history,
        filters: { document_ids: asked.document, provinces: asked.province, years: asked.year.map(Number) },
        stream: true,
      }),
    });
    if (!response.ok) {
      // The server says what is wrong on the page itself.
      location.assign(urlOf(asked));
      return;
    }
    const answer = await stream(response, asked);
    history.pushState({ asked, answer }, "", urlOf(asked));
    show({ asked, answer });
  } catch {
    box.value = asked.question;
    form.prepend(element("p", { class: "problem", role: "alert" }, form.dataset.offline));
    box.focus();
  } finally {
    setBusy(false);
  }
}

// Shows the text as it comes; gives the whole answer.
async function stream(response, asked) {
  const said = element("div", { class: "said", lang: "vi" });
  const title = element("h2", {}, form.dataset.busy);
  let citations = [];
  let text = "";
  let answer = null;
  const before = [...conversation.childNodes];
  for await (const { name, data } of events(response)) {
    if (name === "status") {
      title.textContent = words[`status.${data.status}`];
      const section = element("section", { class: `answer ${data.status}`, "aria-busy": "true" }, title, said);
      conversation.replaceChildren(...drawQuestion(asked, words, urlOf), section);
    } else if (name === "citations") {
      citations = data;
    } else if (name === "text") {
      text += data.text;
      drawLines(said, text, citations);
    } else if (name === "answer") {
      answer = data;
    }
  }
  if (!answer) {
    conversation.replaceChildren(...before);
    throw new Error("The answer broke off.");
  }
  return answer;
}

// The page as the server would draw it.
function show({ asked, answer }) {
  conversation.replaceChildren(...drawAnswer(asked, answer, words, urlOf));
  below.replaceChildren();
  for (const field of form.querySelectorAll("input[name=h]")) field.remove();
  form.prepend(...turnsOf([...asked.history, asked.question]).map((value) =>
    element("input", { type: "hidden", name: "h", value })));
  form.querySelector("label").textContent = form.dataset.again;
  box.value = "";
  document.title = asked.question + siteTitle;
  equip({ asked, answer });
  const heading = conversation.querySelector("h1");
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

// What only a script can do with an answer: copy it, rate it.
function equip({ asked, answer }) {
  const section = conversation.querySelector(".answer");
  section.append(document.getElementById("tools").content.cloneNode(true));
  const tools = section.querySelector(".tools");
  const told = tools.querySelector(".told");
  const why = tools.querySelector(".why");
  tools.hidden = false;
  tools.querySelector(".copy").addEventListener("click", async () => {
    if (await copy(asText(answer))) tell(told, tools.dataset.copied);
  });
  for (const rating of tools.querySelectorAll(".rate button")) {
    rating.addEventListener("click", async () => {
      if (!(await rate({ rating: rating.value }))) return;
      for (const other of tools.querySelectorAll(".rate button")) {
        other.setAttribute("aria-pressed", String(other === rating));
      }
      why.hidden = rating.value !== "bad";
    });
  }
  why.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = new FormData(why);
    const said = { rating: "bad", reason: given.get("reason") ?? "other", comment: given.get("comment").trim() };
    if (await rate(said)) why.hidden = true;
  });
  // An answer that nobody keeps cannot be rated.
  tools.querySelector(".rate").hidden = !answer.id;
  remember(asked.question, urlOf(asked));

  async function rate(said) {
    const response = await fetch("/v1/feedback", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ answer_id: answer.id, ...said }),
    }).catch(() => null);
    const kept = response?.ok ?? false;
    tell(told, kept ? tools.dataset.thanks : tools.dataset.failed);
    return kept;
  }
}

function asText(answer) {
  const sources = answer.citations.map((citation) =>
    `[${citation.id}] ${citation.full_citation}: “${citation.quote}”\n${new URL(readerUrl(citation), location)}`);
  const cited = sources.length ? [`${words["answer.sources"]}:`, ...sources] : [];
  return [answer.answer, ...answer.notes.map((note) => note.text), ...cited].join("\n\n");
}

function formUrl() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
  return new URL(`/?${query}`, location);
}

function askedBy(url) {
  const all = (name) => [...new Set(url.searchParams.getAll(name).filter((value) => value.trim()))];
  return {
    question: (url.searchParams.get("q") ?? "").trim().normalize("NFC"),
    history: turnsOf(url.searchParams.getAll("h").filter((turn) => turn.trim())),
    province: all("province"),
    year: all("year").filter((year) => /^\d+$/.test(year)),
    document: all("document"),
  };
}

function urlOf(asked, question = asked.question, turns = asked.history) {
  const query = new URLSearchParams();
  for (const turn of turnsOf(turns)) query.append("h", turn);
  for (const field of ["province", "year", "document"]) {
    for (const value of asked[field]) query.append(field, value);
  }
  query.append("q", question);
  return `/?${query}`;
}

// The latest questions, as many as a page carries along.
function turnsOf(turns) {
  return turns.slice(-Number(form.dataset.turns));
}

function setBusy(busy) {
  button.disabled = busy;
  button.textContent = busy ? form.dataset.busy : send;
}

// Coming back to a page that was left while it asked shows it ready to ask again.
window.addEventListener("pageshow", () => setBusy(false));

// A tap on [n] first shows the quote, a second one opens the source; a mouse has shown it already.
let tapped = null;

document.addEventListener("pointerdown", (event) => {
  const cite = event.target.closest(".cite");
  tapped = event.pointerType === "touch" && event.target.closest(".cite > a") && !cite.classList.contains("open")
    ? cite : null;
  if (!cite) closePeeks();
});

conversation.addEventListener("click", (event) => {
  const cite = event.target.closest(".cite > a")?.parentElement;
  if (!cite) return;
  closePeeks();
  if (cite !== tapped) return;
  event.preventDefault();
  cite.classList.add("open");
  cite.querySelector(".peek").scrollIntoView({ block: "nearest" });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  closePeeks();
  if (document.activeElement.closest(".cite")) document.activeElement.blur();
});

function closePeeks() {
  for (const cite of document.querySelectorAll(".cite.open")) cite.classList.remove("open");
}
