// The documents that were added: what reading each noticed, and what a person confirms of it.

import { element } from "./drawing.js";

const SHOWN = 20;
const FIELDS = ["kind", "number", "issued_on", "issuer", "province", "title"];

// What the desk gives: `call` asks /v1/admin, `attempt` says what goes wrong, `said` and `words` speak.
export function keepDocuments(section, { call, attempt, said, words, moment, language }) {
  const list = section.querySelector("ul");
  const sought = section.querySelector(".filter input");
  const told = section.querySelector(".told");
  const more = section.querySelector(".more");
  let added = [];
  let shipped = 0;
  let all = false;

  sought.addEventListener("input", draw);
  more.addEventListener("click", () => {
    all = true;
    draw();
    list.children[SHOWN]?.querySelector("summary").focus();
  });

  return {
    show,
    // Shows one of them, as a finished job asks for.
    async open(id) {
      sought.value = "";
      all = true;
      await show();
      const details = list.querySelector(`details[data-id="${CSS.escape(id)}"]`);
      if (!details) return;
      details.open = true;
      details.querySelector("summary").focus();
      details.scrollIntoView({ block: "start" });
    },
  };

  async function show() {
    const { items } = await call("documents");
    added = items.filter((item) => item.added_at)
      .sort((one, other) => doubt(other) - doubt(one) || other.added_at.localeCompare(one.added_at));
    shipped = items.length - added.length;
    draw();
  }

  function draw() {
    const wanted = plain(sought.value);
    const shown = added.filter((item) =>
      plain([item.number, item.kind, item.title, item.issuer, item.source].join(" ")).includes(wanted));
    list.replaceChildren(...(all ? shown : shown.slice(0, SHOWN)).map(drawDocument));
    more.hidden = all || shown.length <= SHOWN;
    more.textContent = said("admin.all", { count: shown.length });
    section.querySelector(".count").textContent =
      said("admin.held", { added: added.length, shipped });
    section.querySelector(".empty").hidden = shown.length > 0;
  }

  function drawDocument(item) {
    const name = item.number ? [item.kind, item.number].filter(Boolean).join(" ") : item.title;
    const state = [
      item.unconfirmed.length && words["admin.to_confirm"],
      lacks(item) && words["badge.incomplete"],
      item.remarks && said("admin.remarks", item),
    ].filter(Boolean);
    const details = element("details", { "data-id": item.id },
      element("summary", {},
        element("strong", { lang: "vi" }, name), ` · ${moment(item.added_at)} `,
        ...state.map((text) => element("span", { class: "badge" }, text))));
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) attempt(() => fill(details, item.id));
    });
    return element("li", {}, details);
  }

  async function fill(details, id) {
    const found = await call(`documents/${encodeURIComponent(id)}`);
    details.replaceChildren(details.firstElementChild,
      element("p", {}, element("a", { href: found.url }, words["admin.read_it"]), ` · ${found.source}`),
      ...drawReport(found), drawConfirm(found), drawRemove(found));
  }

  function drawReport({ report, library }) {
    const { reading, remarks, dropped } = report;
    const lines = [
      reading && [words["admin.read_by"], reading.method].join(" "),
      reading?.ocr && reading.confidence !== null
        && said("admin.sure", { share: share(reading.confidence) }),
      ...remarks,
      ...dropped.map((line) => said("reader.dropped", line)),
    ].filter(Boolean);
    const parts = [element("h3", {}, words["admin.report"]),
      lines.length ? element("ul", { lang: "vi" }, ...lines.map((text) => element("li", {}, text)))
        : element("p", {}, words["admin.nothing_noticed"])];
    const told = Object.keys(library?.confirmed ?? {}).map((field) => words[`admin.field_${field}`]);
    if (told.length) parts.push(element("p", {}, said("admin.told", { fields: told.join(", ") })));
    return parts;
  }

  function drawConfirm(found) {
    const form = element("form", { class: "confirm" }, element("p", {}, words["admin.confirm"]));
    const boxes = new Map(FIELDS.map((field) => [field, drawField(form, found, field)]));
    form.append(element("p", {}, element("button", { class: "main" }, words["admin.confirm_send"])));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      attempt(async () => {
        const changed = [...boxes].filter(([, box]) => box.value.trim() !== box.defaultValue)
          .map(([field, box]) => [field, box.value.trim()]);
        const settled = await call(`documents/${encodeURIComponent(found.id)}/confirm`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(Object.fromEntries(changed)),
        });
        await reopen(settled.id);
        told.textContent = words["admin.confirmed"];
      });
    });
    return form;
  }

  async function reopen(id) {
    await show();
    list.querySelector(`details[data-id="${CSS.escape(id)}"] summary`)?.focus();
  }

  function drawField(form, found, field) {
    const doubtful = found[field] === null || found.report.unconfirmed.includes(field);
    const tag = field === "title" ? "textarea" : "input";
    const box = element(tag, { id: `${field}-${found.id}`, lang: "vi" });
    box.defaultValue = field === "issued_on" ? dayOf(found[field]) : found[field] ?? "";
    // A province may be left empty: a central body issued the document.
    const missing = doubtful && field !== "province";
    box.classList.toggle("doubtful", missing);
    const label = element("label", { for: box.id }, words[`admin.field_${field}`],
      ...(missing ? [` (${words["admin.doubtful"]})`] : []));
    form.append(element("div", field === "title" ? { class: "wide" } : {}, label, box));
    return box;
  }

  function drawRemove(found) {
    const button = element("button", { type: "button" }, words["admin.remove"]);
    button.addEventListener("click", () => {
      if (!window.confirm(said("admin.remove_sure", { file: found.source }))) return;
      attempt(async () => {
        await call(`documents/${encodeURIComponent(found.id)}`, { method: "DELETE" });
        await reopen("");
        told.textContent = words["admin.removed"];
        sought.focus();
      });
    });
    return element("p", {}, button);
  }

  function share(value) {
    return value.toLocaleString(language, { style: "percent", maximumFractionDigits: 1 });
  }
}

// What a person should look at first.
function doubt(item) {
  return Number(item.unconfirmed.length > 0 || lacks(item));
}

function lacks(item) {
  return ["number", "kind", "issuer", "issued_on"].some((field) => item[field] === null);
}

// 2024-04-05 as people write it, which is also how it may be typed.
function dayOf(iso) {
  return iso ? iso.split("-").reverse().join("/") : "";
}

// Without case and diacritics.
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").trim();
}
