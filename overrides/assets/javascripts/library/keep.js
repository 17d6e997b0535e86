/* On a project's page: put it on the shortlist, and the way to the list. */
import { ROOT, element } from "../common/page.js";
import { kept, mark, toggle, watch } from "./shortlist.js";

const place = document.querySelector("[data-keep]");
const { keep: id, title } = place.dataset;
const button = element("button", { type: "button", className: "more" });
const list = element("a", { href: new URL("projects/#shortlist", ROOT).href });
const note = element("span", { className: "mute", role: "status" });

function show() {
  mark(button, id, title);
  list.textContent = `看备选、做比较（${kept().length}）`;
  list.hidden = !kept().length;
}

button.addEventListener("click", () => {
  note.textContent = toggle(id) ? "" : "这个浏览器不让保存，关掉页面就没有了。";
  show();
});
watch(show);
show();
place.append(button, list, note);
