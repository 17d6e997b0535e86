/* A link to the explainer with its answers, to copy or as a QR code. It is all in the fragment, which no server sees. */
import { element } from "../common/page.js";
import { encode } from "../vendor/uqr.js";
import { packed } from "./answers.js";

/** The page's address with the answers that are not sensitive, the version of the rules and the day. */
function link(rules, answers, today) {
  const open = Object.fromEntries(Object.entries(answers).filter(([fact]) => !rules.facts[fact].sensitive));
  return `${location.href.split("#")[0]}#a=${packed(open)}&v=${rules.version}&d=${today}`;
}

/** The link as a QR code. */
export function code(rules, answers, today) {
  const { size, data } = encode(link(rules, answers, today), { ecc: "L", border: 2 });
  const svg = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const picture = svg("svg", { viewBox: `0 0 ${size} ${size}`, class: "code", role: "img", "aria-label": "分享链接的二维码" });
  picture.append(svg("path", { d: data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("") }));
  return picture;
}

/** What to share with: a button that copies the link, and the code. Where the browser does not let us copy, the link is shown. */
export function shared(rules, answers, today) {
  const address = link(rules, answers, today);
  const copy = element("button", { type: "button", className: "button button--second", textContent: "复制分享链接" });
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address);
      copy.textContent = "已复制，敏感的回答没有带上";
    } catch {
      copy.replaceWith(element("p", {}, "请长按复制：", element("a", { href: address, textContent: address })));
    }
  });
  return [copy, code(rules, answers, today), element("p", { className: "mute", textContent: "用另一部手机扫一扫，可以带走这些回答。敏感的回答没有带上。" })];
}
