// Small conveniences for asking; the page works the same without them.
"use strict";

const form = document.querySelector("form.ask");
const box = form.querySelector("textarea");
const button = form.querySelector("button");

box.addEventListener("keydown", (event) => {
  // Enter sends, Shift+Enter breaks the line; not while an input method is composing.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

form.addEventListener("submit", () => {
  button.disabled = true;
  button.textContent = "Đang tra cứu…";
});

// Coming back with the Back button shows the page as it was left: ready to ask again.
window.addEventListener("pageshow", () => {
  button.disabled = false;
  button.textContent = "Hỏi";
});

// A tap on [n] first shows the quote, a second one opens the source; a mouse has shown it already.
for (const link of document.querySelectorAll(".cite > a")) {
  let touched = false;
  link.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch" && !link.parentElement.classList.contains("open");
  });
  link.addEventListener("click", (event) => {
    closePeeks();
    if (touched) {
      event.preventDefault();
      link.parentElement.classList.add("open");
      link.nextElementSibling.scrollIntoView({ block: "nearest" });
    }
  });
}

document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest(".cite")) closePeeks();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  closePeeks();
  if (document.activeElement.closest(".cite")) document.activeElement.blur();
});

function closePeeks() {
  for (const cite of document.querySelectorAll(".cite.open")) cite.classList.remove("open");
}
