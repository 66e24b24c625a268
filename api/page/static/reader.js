// Small conveniences for reading; links, the lit clause and the contents work without them.
"use strict";

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

function markWhereReading() {
  const links = new Map();
  for (const link of contents.querySelectorAll("a")) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }
  const clauses = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let current = null;
  const update = () => {
    const passed = clauses.filter((clause) => clause.getBoundingClientRect().top < 120);
    const link = links.get(passed.at(-1)?.id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
  };
  window.addEventListener("scroll", () => requestAnimationFrame(update), { passive: true });
  update();
}
