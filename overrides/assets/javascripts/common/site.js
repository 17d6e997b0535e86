/* Comfort for readers: larger type, dark colours, printing, suggestions, Escape. Every page reads without it. */
(function () {
  "use strict";
  const root = document.documentElement;
  const here = document.currentScript.src;

  function load(module) {
    const script = document.createElement("script");
    script.type = "module";
    script.src = new URL(module, here).href;
    document.head.append(script);
  }

  /* A folder opened without a server shows its files instead of the page in it. */
  function file(address) {
    return location.protocol === "file:" ? address.replace(/\/(?=$|[?#])/, "/index.html") : address;
  }

  function dark() {
    const theme = root.dataset.theme;
    return theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  }

  function show() {
    for (const button of document.querySelectorAll("[data-toggle]")) {
      const on = button.dataset.toggle === "type" ? root.dataset.type === "large" : dark();
      button.setAttribute("aria-pressed", String(on));
    }
  }

  for (const button of document.querySelectorAll("[data-toggle]")) {
    const name = button.dataset.toggle;
    button.addEventListener("click", function () {
      root.dataset[name] = name === "theme" ? (dark() ? "light" : "dark") : (root.dataset.type === "large" ? "normal" : "large");
      try { localStorage.setItem(name, root.dataset[name]); } catch { /* kept for this page only */ }
      show();
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = !window.print;
    button.addEventListener("click", function () { print(); });
  }
  for (const tools of document.querySelectorAll(".foot__tools")) tools.hidden = false;

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href]");
    if (link && link.protocol === "file:") link.href = file(link.href);
  });

  /* A question goes behind the "#" of the search page's address, which no server sees; without this the boxes send nothing. */
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!form.matches("[role=search][action]")) return;
    event.preventDefault();
    const q = form.querySelector("input").value.trim();
    location.assign(file(form.action) + (q && `#${new URLSearchParams({ q })}`));
    const menu = form.closest("details");
    if (menu) menu.open = false; // on the search page itself nothing else would
  });

  /* What is folded opens where an address leads into it, and for paper. */
  function unfold(hash) {
    const target = document.getElementById(hash.slice(1));
    const folds = [];
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      if (!fold.open) folds.push(fold);
    }
    for (const fold of folds) fold.open = true;
    return folds.length ? target : null;
  }

  function arrive() {
    const target = unfold(location.hash);
    if (target) target.scrollIntoView();
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href^='#']");
    if (link) unfold(link.hash); // before the browser goes there, which it does also where it is already
  });
  addEventListener("hashchange", arrive);
  arrive();
  addEventListener("beforeprint", function () {
    const folds = [...document.querySelectorAll(".fold:not([open])")];
    for (const fold of folds) fold.open = true;
    addEventListener("afterprint", function () { for (const fold of folds) fold.open = false; }, { once: true });
  });

  /* A reference to a place on the page, with its address. Offered where the browser lets us copy. */
  for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
    button.hidden = false;
    button.addEventListener("click", function () {
      const place = button.closest("[id]").id;
      navigator.clipboard.writeText(button.dataset.copy + " " + location.href.split("#")[0] + "#" + place)
        .then(function () { button.textContent = button.dataset.copied; return true; }, function () { button.hidden = true; });
    });
  }

  /* What opens is closed by Escape, and the focus is where it was opened; dialogs do that themselves. */
  document.addEventListener("keydown", function (event) {
    const open = event.key === "Escape" && !event.defaultPrevented && !event.target.closest("dialog") && event.target.closest("details[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus({ preventScroll: true });
  });

  /* Suggestions cost nothing until somebody is about to type. */
  document.addEventListener("focusin", function typing(event) {
    if (!event.target.matches("[data-suggest]")) return;
    document.removeEventListener("focusin", typing);
    load("../search/suggest.js");
  });

  /* What is past was reckoned on the day of the build; a page may be read much later. */
  if (document.querySelector("[data-phases], [data-ends]")) load("phases.js");
  show();
})();
