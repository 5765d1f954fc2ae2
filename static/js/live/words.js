// Which words of two texts are in one of them only. Pure.

const LARGEST = 4_000_000; // pairs of words: beyond this the whole middle counts as different

const split = (text) => text.match(/\s+|[^\s]+/g) ?? [];

const common = (one, other) => {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
};

// The longest run of words that both have in the same order, as a table of its lengths from each place on.
const lengths = (one, other) => {
  const width = other.length + 1;
  const table = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const here = i * width + j;
      table[here] = one[i] === other[j] ? table[here + width + 1] + 1 : Math.max(table[here + width], table[here + 1]);
    }
  }
  return (i, j) => table[i * width + j];
};

const middle = (one, other) => {
  if (one.length * other.length > LARGEST) return [one.map(() => true), other.map(() => true)];
  const longest = lengths(one, other);
  const [mine, theirs] = [one.map(() => true), other.map(() => true)];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    if (one[i] === other[j]) mine[i++] = theirs[j++] = false;
    else if (longest(i + 1, j) >= longest(i, j + 1)) i += 1;
    else j += 1;
  }
  return [mine, theirs];
};

const runs = (words, differs) => {
  const parts = [];
  words.forEach((text, place) => {
    const last = parts.at(-1);
    if (last?.differs === differs[place]) last.text += text;
    else parts.push({ text, differs: differs[place] });
  });
  return parts;
};

// Both texts cut into [{text, differs}], each in its order and complete.
export const compared = (mine, theirs) => {
  const [one, other] = [split(mine), split(theirs)];
  const start = common(one, other);
  const end = common(one.slice(start).reverse(), other.slice(start).reverse());
  const cut = (words) => words.slice(start, words.length - end);
  const [left, right] = middle(cut(one), cut(other));
  const whole = (words, differs) => [...Array(start).fill(false), ...differs, ...Array(end).fill(false)].slice(0, words.length);
  return [runs(one, whole(one, left)), runs(other, whole(other, right))];
};
