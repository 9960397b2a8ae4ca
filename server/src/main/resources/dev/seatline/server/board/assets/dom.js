// The few ways in which the board touches the page. Each writes only what differs, so that nothing flickers.

const SVG = "http://www.w3.org/2000/svg";

/** A new element with a class and, if given, children. */
export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

/** A sign from the page's own sheet of signs. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  svg.append(use);
  setIcon(svg, name);
  return svg;
}

export function setIcon(svg, name) {
  setAttribute(svg.firstChild, "href", `#i-${name}`);
}

export function setText(node, words) {
  if (node.textContent !== words) {
    node.textContent = words;
  }
}

export function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) {
    node.setAttribute(name, value);
  }
}

export function setHidden(node, hidden) {
  if (node.hidden !== hidden) {
    node.hidden = hidden;
  }
}

/** The one element with this test id. */
export function byTestId(id) {
  return document.querySelector(`[data-testid="${id}"]`);
}
