/* A link to the explainer with its answers, to copy or as a QR code. It is all in the fragment, which no server sees. */
import { element } from "../common/page.js";
import { packed } from "./answers.js";

/** The page's address with the answers that are not sensitive, the version of the rules and the day. */
function link(rules, answers, today) {
  const open = Object.fromEntries(Object.entries(answers).filter(([fact]) => !rules.facts[fact].sensitive));
  return `${location.href.split("#")[0]}#a=${packed(open)}&v=${rules.version}&d=${today}`;
}

/** Copy the link; where the browser does not let us, show it. */
export async function copy(target, ...about) {
  const address = link(...about);
  try {
    await navigator.clipboard.writeText(address);
    target.textContent = "已复制，敏感的回答没有带上";
  } catch {
    target.replaceWith(element("p", {}, "请长按复制：", element("a", { href: address, textContent: address })));
  }
}

/** Show the link as a QR code in place of the button. */
export async function code(target, ...about) {
  const { encode } = await import("../vendor/uqr.js");
  const { size, data } = encode(link(...about), { ecc: "L", border: 2 });
  const svg = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const picture = svg("svg", { viewBox: `0 0 ${size} ${size}`, class: "code", role: "img", "aria-label": "分享链接的二维码" });
  picture.append(svg("path", { d: data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("") }));
  target.replaceWith(picture, element("p", { className: "mute", textContent: "用另一部手机扫一扫，可以带走这些回答。敏感的回答没有带上。" }));
}
