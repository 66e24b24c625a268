// Conveniences for reading; links, the lit clause and the contents work without them.

import { copy, tell } from "./clipboard.js";
import { searchWithin } from "./searching.js";
import { keepPlace } from "./switches.js";

const law = document.querySelector(".law");
const contents = document.querySelector("details.contents");
const wide = window.matchMedia("(min-width: 62rem)");

if (contents) {
  // Beside the text the contents stay open; above it, on a phone, they would push it away.
  const fit = () => { contents.open = wide.matches; };
  fit();
  wide.addEventListener("change", fit);
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && !wide.matches) contents.open = false;
  });
  markWhereReading();
}

keepPlace();
searchWithin(document.querySelector("form.find"), law);
keepClauseBar(document.querySelector(".clause-bar"));

const print = document.querySelector(".print");
print.hidden = false;
print.addEventListener("click", () => window.print());

function markWhereReading() {
  const links = new Map();
  for (const link of contents.querySelectorAll("a")) links.set(addressOf(link), link);
  const clauses = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let current = null;
  const update = () => {
    const passed = clauses.filter((clause) => clause.getBoundingClientRect().top < 120);
    const link = links.get(passed.at(-1)?.id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    if (wide.matches && link) keepInSight(link);
    current = link;
  };
  window.addEventListener("scroll", () => requestAnimationFrame(update), { passive: true });
  update();
}

// Not by scrollIntoView: from what it shows Tab would go on, not from the clause one came to read.
function keepInSight(link) {
  const { top, bottom } = link.getBoundingClientRect();
  const frame = contents.getBoundingClientRect();
  if (top < frame.top) contents.scrollTop -= frame.top - top;
  if (bottom > frame.bottom) contents.scrollTop += bottom - frame.bottom;
}

// The bar under the text: which clause is lit, the ones before and after it, copying.
function keepClauseBar(bar) {
  const clauses = [...law.querySelectorAll("[data-label]")];
  const part = (name) => bar.querySelector(`.${name}`);
  const lit = () => document.getElementById(addressOf(location));

  const update = () => {
    const place = clauses.indexOf(lit());
    bar.hidden = place < 0;
    document.documentElement.classList.toggle("with-bar", place >= 0);
    if (place < 0) return;
    // Right after the clause, so that the keyboard reaches it from there.
    (clauses[place].closest(".table") ?? clauses[place]).after(bar);
    part("label").textContent = clauses[place].dataset.label;
    part("previous").disabled = place === 0;
    part("next").disabled = place === clauses.length - 1;
  };
  const go = (step) => {
    location.hash = encodeURIComponent(clauses[clauses.indexOf(lit()) + step].id);
  };
  const copied = async (text) => {
    if (await copy(text)) tell(part("told"), bar.dataset.copied);
  };
  part("previous").addEventListener("click", () => go(-1));
  part("next").addEventListener("click", () => go(1));
  part("cite").addEventListener("click", () => copied(`${lit().dataset.label} ${law.dataset.citation}`));
  part("link-to").addEventListener("click", () => copied(location.origin + location.pathname + location.hash));
  part("close").addEventListener("click", () => {
    const clause = lit();
    const top = window.scrollY;
    location.hash = "";
    history.replaceState(null, "", location.pathname);
    window.scrollTo(0, top);
    clause.querySelector("a")?.focus({ preventScroll: true });
  });
  window.addEventListener("hashchange", update);
  update();
}

function addressOf({ hash }) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}
