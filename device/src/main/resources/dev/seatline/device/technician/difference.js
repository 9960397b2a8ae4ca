// What differs between two texts, line by line.

/** Above so many lines in the part that differs, all of it counts as exchanged. */
const MOST = 1_500;

/**
 * @returns {{kind: " "|"-"|"+", text: string, line: number}[]} lines of both texts in order; `line` of the new one, or
 *     of the old one where a line is gone
 */
export const difference = (before, after) => {
  const old = before.split("\n");
  const young = after.split("\n");
  let head = 0;
  while (head < old.length && head < young.length && old[head] === young[head]) {
    head++;
  }
  let tail = 0;
  while (tail < old.length - head && tail < young.length - head && old[old.length - 1 - tail] === young[young.length - 1 - tail]) {
    tail++;
  }
  const out = [];
  const take = (kind, text, line) => out.push({ kind, text, line: line + 1 });
  for (let i = 0; i < head; i++) {
    take(" ", young[i], i);
  }
  middle(old.slice(head, old.length - tail), young.slice(head, young.length - tail), head, take);
  for (let i = young.length - tail; i < young.length; i++) {
    take(" ", young[i], i);
  }
  return out;
};

/** The longest common part of both, by the table of lengths. */
const middle = (old, young, from, take) => {
  if (old.length > MOST || young.length > MOST) {
    old.forEach((text, i) => take("-", text, from + i));
    young.forEach((text, i) => take("+", text, from + i));
    return;
  }
  const width = young.length + 1;
  const length = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let k = young.length - 1; k >= 0; k--) {
      length[i * width + k] =
        old[i] === young[k]
          ? length[(i + 1) * width + k + 1] + 1
          : Math.max(length[(i + 1) * width + k], length[i * width + k + 1]);
    }
  }
  let i = 0;
  let k = 0;
  while (i < old.length || k < young.length) {
    if (i < old.length && k < young.length && old[i] === young[k]) {
      take(" ", young[k], from + k);
      i++;
      k++;
    } else if (i < old.length && (k === young.length || length[(i + 1) * width + k] >= length[i * width + k + 1])) {
      take("-", old[i], from + i);
      i++;
    } else {
      take("+", young[k], from + k);
      k++;
    }
  }
};
