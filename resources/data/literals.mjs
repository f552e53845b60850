// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which texts a regular expression cannot match without: requiredLiterals(re) gives lower-case texts of which at least
// one stands in everything that matches, or null when no such set is known. The hub looks for them first and only
// then compiles and runs the expression.

const kShortest = 2;

export function requiredLiterals(source) {
  const parser = new Parser(source);
  const node = parser.alternatives();
  if (parser.at !== source.length) throw new Error(`not understood at ${parser.at}: ${source}`);
  return usable(node.exact ? [node.exact] : node.required);
}

// The text itself when the pattern is nothing but one, else null.
export function plainText(source) {
  const text = source.replace(/\\([^\w])/g, "$1");
  return /[\^$()|?*+[\]{}.]|\\\w/.test(source.replace(/\\[^\w]/g, "")) ? null : text;
}

function usable(set) {
  return set && set.length <= 512 && set.every((t) => t.length >= kShortest) ? [...new Set(set)] : null;
}
const shortest = (set) => Math.min(...set.map((t) => t.length));
function better(a, b) {
  if (!a || !b) return a ?? b;
  const [x, y] = [Math.min(shortest(a), 6), Math.min(shortest(b), 6)];
  return x > y || (x === y && a.length <= b.length) ? a : b;
}

// A node is {exact} = matches just this text (case aside), or {required} = a set as above or null.
class Parser {
  constructor(source) {
    this.source = source;
    this.at = 0;
  }
  peek() {
    return this.source[this.at];
  }
  alternatives() {
    const branches = [this.sequence()];
    while (this.peek() === "|") {
      this.at++;
      branches.push(this.sequence());
    }
    if (branches.length === 1) return branches[0];
    const sets = branches.map((b) => (b.exact !== undefined ? [b.exact] : b.required));
    return { required: sets.every((s) => s && s.every((t) => t.length > 0)) ? sets.flat() : null };
  }
  sequence() {
    let run = "", best = null, exact = true;
    const flush = () => {
      if (run.length >= kShortest) best = better(best, [run]);
      run = "";
    };
    while (this.at < this.source.length && this.peek() !== "|" && this.peek() !== ")") {
      const item = this.item();
      const { min, max } = this.quantifier();
      if (item.zeroWidth) continue;
      if (item.exact !== undefined && min === 1 && max === 1) {
        run += item.exact;
        continue;
      }
      exact = false;
      if (item.exact !== undefined && min > 0) run += item.exact;
      flush();
      if (item.exact === undefined && min > 0) best = better(best, item.required);
    }
    if (exact) return { exact: run };
    flush();
    return { required: best };
  }
  item() {
    const c = this.source[this.at++];
    if (c === "(") return this.group();
    if (c === "[") return this.characterClass();
    if (c === "\\") return this.escape();
    if (c === "^" || c === "$") return { zeroWidth: true };
    return c === "." ? { required: null } : { exact: c.toLowerCase() };
  }
  group() {
    const open = /^\?(?:P?<\w+>|[a-z]*:|[a-z]+(?=\)))/.exec(this.source.slice(this.at));
    this.at += open ? open[0].length : 0;
    const node = this.alternatives();
    if (this.source[this.at++] !== ")") throw new Error(`open group: ${this.source}`);
    return open && !open[0].endsWith(":") && !open[0].endsWith(">") ? { zeroWidth: true } : node;
  }
  characterClass() {
    const start = this.at;
    if (this.peek() === "^") this.at++;
    if (this.peek() === "]") this.at++;
    while (this.peek() !== "]") this.at += this.peek() === "\\" ? 2 : 1;
    const body = this.source.slice(start, this.at++);
    const letters = /^[A-Za-z]{1,2}$/.test(body) ? new Set(body.toLowerCase()) : new Set();
    return letters.size === 1 ? { exact: [...letters][0] } : { required: null };
  }
  escape() {
    const c = this.source[this.at++];
    if (c === "b" || c === "B" || c === "A" || c === "z") return { zeroWidth: true };
    if (c === "x" || c === "u" || c === "p") throw new Error(`escape not understood: ${this.source}`);
    return /[a-zA-Z0-9]/.test(c) ? { required: null } : { exact: c };
  }
  quantifier() {
    const found = /^(?:([?*+])|\{(\d+)(,?)(\d*)\})[?]?/.exec(this.source.slice(this.at));
    if (!found) return { min: 1, max: 1 };
    this.at += found[0].length;
    if (found[1]) return { min: found[1] === "+" ? 1 : 0, max: 2 };
    return { min: Number(found[2]), max: found[3] ? 99 : Number(found[2]) };
  }
}
