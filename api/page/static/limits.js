// The restrictions of a search: choosing one adds it to the list, a click on it takes it away.

import { element } from "./drawing.js";

export function keepLimits(form) {
  const details = form.querySelector("details.filters");
  const limits = form.querySelector(".limits");

  details.addEventListener("change", ({ target }) => {
    if (!target.value) return;
    const { name, value } = target;
    const known = [...limits.querySelectorAll("input")];
    if (!known.some((field) => field.name === name && field.value === value)) {
      limits.append(drawLimit(name, value, target.selectedOptions[0].text));
    }
    target.value = "";
  });

  limits.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    link.parentElement.remove();
    details.querySelector("summary").focus();
  });

  details.addEventListener("toggle", () => details.open && offerDocuments(details));
  if (details.open) offerDocuments(details);

  function drawLimit(name, value, text) {
    const label = form.dataset.remove.replace("{name}", text);
    return element("li", {},
      element("input", { type: "hidden", name, value }),
      element("a", { href: "/", "aria-label": label }, text));
  }
}

// The documents come when they are wanted: a list of thousands would weigh on every page.
async function offerDocuments(details) {
  const select = details.querySelector("select[name=document]");
  if (select.options.length > 1) return;
  const items = [];
  let cursor = "";
  do {
    const response = await fetch(`/v1/documents?limit=1000&cursor=${encodeURIComponent(cursor)}`).catch(() => null);
    if (!response?.ok) return;
    const page = await response.json();
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  if (select.options.length > 1) return;
  for (const { id, kind, number, title, issuer } of items) {
    const name = number ? [kind, number, issuer && `(${issuer})`].filter(Boolean).join(" ") : title;
    select.append(new Option(name, id));
  }
  select.hidden = false;
  select.nextElementSibling.hidden = true;
}
