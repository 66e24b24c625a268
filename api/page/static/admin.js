// The administrator's desk: everything comes from /v1/admin, asked with the key typed in here.

import { keepDocuments } from "./admin_documents.js";
import { element } from "./drawing.js";

const KEY = "trolyso.admin-key";
const POLL_MS = 700;

const problem = document.querySelector("p.problem[role=alert]");
const door = document.querySelector("form.key");
const desk = document.getElementById("desk");
const words = JSON.parse(desk.dataset.words);
const part = (selector) => desk.querySelector(selector);
const language = document.documentElement.lang;
const documents = keepDocuments(part(".held"), { call, attempt, said, words, moment, language });
let polling = 0;

door.addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, door.querySelector("input").value.trim());
  enter();
});

part(".leave").addEventListener("click", leave);

part(".upload").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  const told = form.querySelector(".told");
  button.disabled = true;
  told.textContent = words["admin.sending"];
  attempt(async () => {
    await call("documents", { method: "POST", body: new FormData(form) });
    form.reset();
    showPicked();
    await showJobs();
  }).finally(() => {
    button.disabled = false;
    told.textContent = "";
  });
});

const files = part(".upload input");
const pick = part(".upload .pick");
const unpicked = pick.textContent;
files.addEventListener("change", showPicked);
for (const [name, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
  pick.addEventListener(name, (event) => {
    event.preventDefault();
    part(".upload").classList.toggle("over", over);
    if (name !== "drop") return;
    files.files = event.dataTransfer.files;
    showPicked();
  });
}

function showPicked() {
  pick.textContent = [...files.files].map((file) => file.name).join(", ") || unpicked;
}

part(".rebuild").addEventListener("click", () => attempt(async () => {
  await call("rebuild", { method: "POST" });
  await showJobs();
}));

if (sessionStorage.getItem(KEY)) enter();
else door.hidden = false;

async function enter() {
  const entered = await attempt(async () => {
    await Promise.all([showJobs(), showSnapshots(), showFeedback(), documents.show()]);
  });
  if (!entered && !sessionStorage.getItem(KEY)) return;
  door.hidden = entered;
  desk.hidden = !entered;
}

function leave() {
  sessionStorage.removeItem(KEY);
  clearTimeout(polling);
  desk.hidden = true;
  door.hidden = false;
  door.reset();
  door.querySelector("input").focus();
}

// Runs work; says what went wrong, if anything; gives whether it went well.
async function attempt(work) {
  try {
    await work();
    problem.hidden = true;
    return true;
  } catch (error) {
    if (error.status === 401 || error.status === 403) leave();
    problem.textContent = error.message;
    problem.hidden = false;
    return false;
  }
}

async function call(path, options = {}) {
  const headers = { ...options.headers, "x-api-key": sessionStorage.getItem(KEY) };
  const response = await fetch(`/v1/admin/${path}`, { ...options, headers })
    .catch(() => { throw new Error(words["admin.unreachable"]); });
  const body = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) return body;
  const { message = response.statusText, hint = "" } = body?.error ?? {};
  throw Object.assign(new Error(`${ours(message)} ${ours(hint)}`.trim()), { status: response.status });
}

// The API says everything in both languages, Vietnamese first: "Không có … / There is no …".
function ours(text) {
  const parts = text.split(" / ");
  if (parts.length % 2) return text;
  const half = parts.length / 2;
  return (language === "vi" ? parts.slice(0, half) : parts.slice(half)).join(" / ");
}

async function showJobs() {
  clearTimeout(polling);
  const { items } = await call("jobs");
  fill(".jobs", items.map(drawJob));
  if (items.some((job) => job.state === "queued" || job.state === "running")) {
    polling = setTimeout(() => attempt(showJobs), POLL_MS);
  } else if (polling) {
    polling = 0;
    await Promise.all([showSnapshots(), documents.show()]);
  }
}

function drawJob(job) {
  const made = element("li", { class: job.state },
    element("strong", {}, words[`admin.${job.kind}`]), " · ", words[`admin.${job.state}`], " · ", moment(job.created_at));
  if (job.state === "running") {
    const bar = element("progress", { "aria-label": job.stage || words["admin.running"] });
    if (job.total) Object.assign(bar, { max: job.total, value: job.done });
    made.append(element("p", { lang: "vi" }, `${job.stage} `, bar));
  }
  if (job.error) made.append(element("p", { lang: "vi" }, job.error));
  const { read = [], skipped = [], failed = [] } = job.result.files ?? {};
  const files = [
    ...read.map(drawRead),
    ...skipped.map((file) => element("li", {}, said("admin.skipped", file))),
    ...failed.map((file) => element("li", {}, `${said("admin.unread", file)} ${file.hint}`)),
  ];
  if (files.length) made.append(element("ul", {}, ...files));
  return made;
}

function drawRead(file) {
  const made = element("li", {}, `${file.file}: `,
    element("a", { href: `/documents/${encodeURIComponent(file.id)}` }, file.number ?? file.id));
  if (file.aside) made.append(` (${said("admin.aside", file.aside)})`);
  if (file.unconfirmed.length) made.append(` · ${words["admin.to_confirm"]}`);
  if (file.remarks.length) made.append(` · ${said("admin.remarks", { remarks: file.remarks.length })}`);
  if (!file.aside) {
    const button = element("button", { type: "button", class: "link" }, words["admin.look"]);
    button.addEventListener("click", () => attempt(() => documents.open(file.id)));
    made.append(" · ", button);
  }
  return made;
}

async function showSnapshots() {
  const { current, items } = await call("snapshots");
  fill(".snapshots", items.map((snapshot) => {
    const { documents, clauses } = snapshot;
    const counts = { documents: documents.toLocaleString(language), clauses: clauses.toLocaleString(language) };
    const made = element("li", { class: "row" },
      element("span", {}, `${moment(snapshot.built_at)} · ${said("admin.snapshot", counts)}`));
    if (snapshot.name === current) {
      made.append(element("strong", {}, words["admin.serving"]));
    } else {
      const button = element("button", { type: "button" }, words["admin.activate"]);
      button.addEventListener("click", () => attempt(async () => {
        await call(`snapshots/${encodeURIComponent(snapshot.name)}/activate`, { method: "POST" });
        await showSnapshots();
      }));
      made.append(button);
    }
    return made;
  }));
}

async function showFeedback() {
  const [{ items }, usage] = await Promise.all([call("feedback"), call("usage?days=7")]);
  part(".week").textContent = said("admin.week", usage);
  fill(".opinions", items.map((item) => element("li", { class: item.rating },
    element("strong", {}, words[`answer.${item.rating}`]),
    ` · ${[item.reason && words[`answer.${item.reason}`], moment(item.at)].filter(Boolean).join(" · ")}`,
    element("p", { lang: "vi" }, item.question),
    ...(item.comment ? [element("blockquote", {}, item.comment)] : []),
    element("details", {}, element("summary", {}, words[`status.${item.status}`] ?? item.status), element("p", { lang: "vi" }, item.answer)))));
}

function fill(selector, items) {
  part(`${selector} > ul`).replaceChildren(...items);
  const empty = part(`${selector} > .empty`);
  if (empty) empty.hidden = items.length > 0;
}

function said(key, values) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

function moment(iso) {
  const parts = { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" };
  return new Date(iso).toLocaleString(language === "vi" ? "vi" : "en-GB", parts);
}
