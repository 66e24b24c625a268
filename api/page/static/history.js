// The questions asked in this browser. They are kept nowhere else, and can be cleared.

const KEY = "trolyso.history";
const KEPT = 50;
const SHOWN = 12;

export function remember(question, url) {
  const others = remembered().filter((item) => item.question !== question);
  try {
    localStorage.setItem(KEY, JSON.stringify([{ question, url }, ...others].slice(0, KEPT)));
  } catch {
    // Storage is shut or full: then nothing is remembered.
  }
}

export function showRemembered(section) {
  const items = remembered().slice(0, SHOWN);
  section.hidden = !items.length;
  section.querySelector("ol").replaceChildren(...items.map(({ question, url }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = url;
    link.textContent = question;
    item.append(link);
    return item;
  }));
  section.querySelector("button").addEventListener("click", () => {
    localStorage.removeItem(KEY);
    section.hidden = true;
  });
}

// What other versions or other hands left there counts for nothing.
function remembered() {
  try {
    const items = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return items.filter((item) => typeof item.question === "string" && item.url?.startsWith("/?"));
  } catch {
    return [];
  }
}
