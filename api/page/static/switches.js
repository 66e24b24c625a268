// Changing language or colours stays at the question and the clause that are shown now, which may
// not be the ones that the page was served with.

export function keepPlace() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-switch]");
    if (!link) return;
    const name = link.dataset.switch;
    const here = new URL(location);
    const value = new URL(link.href).searchParams.get(name);
    for (const other of ["lang", "theme"]) here.searchParams.delete(other);
    here.searchParams.set(name, value);
    link.href = here;
  });
}
