// The tabs of the page: one is open, and the address says which, so that it can be come back to.

const SEAT = "seat";
const opened = [];

const all = [...document.querySelectorAll(".tab")];
const links = [...document.querySelectorAll(".tabs a")];
const named = () => {
  const wanted = location.hash.slice(1);
  if (all.some((one) => one.dataset.tab === wanted)) {
    return wanted;
  }
  // a place within a tab, such as that of the skip link
  return document.getElementById(wanted)?.closest(".tab")?.dataset.tab ?? SEAT;
};

let now = null;

const turn = (name) => {
  if (name === now) {
    return;
  }
  now = name;
  for (const tab of all) {
    tab.hidden = tab.dataset.tab !== name;
  }
  for (const link of links) {
    if (link.hash === `#${name}`) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else {
      link.removeAttribute("aria-current");
    }
  }
  opened.forEach((tell) => tell(name));
};

/** Which tab is open. */
export const tab = () => now;

/** Tells now and from now on which tab is open. */
export const onTab = (tell) => {
  opened.push(tell);
  if (now) {
    tell(now);
  }
};

addEventListener("hashchange", () => {
  const before = now;
  turn(named());
  if (now !== before && `#${now}` === location.hash) {
    scrollTo(0, 0);
  }
});
turn(named());
