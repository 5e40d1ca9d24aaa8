// Markdown as elements, for the documentation page and the console: the blocks and inline elements of CommonMark and tables.
// HTML remains text, and images become links. Every pattern takes linear time.
'use strict';

const inlinePattern = new RegExp([
  /\\(?<escaped>[!-/:-@[-`{-~])/, /`(?<code>[^`]+)`/,
  /\*\*(?<strong>[^*]+)\*\*/, /(?<!\w)__(?<strong2>[^_]+)__(?!\w)/,
  /\*(?<emphasis>[^*\s][^*]*)\*/, /(?<!\w)_(?<emphasis2>[^_\s][^_]*)_(?!\w)/, /~~(?<struck>[^~]+)~~/,
  /!?\[(?<label>[^[\]]*)\]\((?<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)?)(?:\s+"[^"]*")?\)/,
  /<(?<address>https?:[^<>\s]+)>/, /(?<!\w)(?<url>https?:\/\/[^\s<>()`*\]"']*[^\s<>()`*\]"'.,;:!?_~])/,
  /<(?<line>br) ?\/?>/, /&(?<entity>amp|lt|gt|quot|nbsp);/,
].map(({ source }) => source).join('|'), 'g');

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };

// The inline elements of a text. A link contains no other links.
const inline = (text, isLinked = false) => {
  const nodes = [];
  let end = 0;
  const linked = (target, label) => (isLinked ? label : link(target, label));
  for (const match of text.matchAll(inlinePattern)) {
    nodes.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    const { escaped, code, strong, strong2, emphasis, emphasis2, struck, label, target, ...other } = match.groups;
    const { address, url, line, entity } = other;
    if (escaped) nodes.push(escaped);
    else if (code) nodes.push(el('code', {}, code));
    else if (strong ?? strong2) nodes.push(el('strong', {}, inline(strong ?? strong2, isLinked)));
    else if (emphasis ?? emphasis2) nodes.push(el('em', {}, inline(emphasis ?? emphasis2, isLinked)));
    else if (struck) nodes.push(el('s', {}, inline(struck, isLinked)));
    else if (label !== undefined) nodes.push(linked(target, label ? inline(label, true) : target));
    else if (address ?? url) nodes.push(linked(address ?? url, address ?? url));
    else if (line) nodes.push(el('br'));
    else nodes.push(entities[entity]);
  }
  nodes.push(text.slice(end));
  return nodes;
};

// Lines of text, with a line break after those that end with a backslash or two spaces.
const textLines = (lines) => lines.map((line, index) => {
  const breaks = index < lines.length - 1 && (line.endsWith('\\') || line.endsWith('  '));
  return [inline((breaks ? line.replace(/\\$/, '') : line).trim()), breaks ? el('br') : '\n'];
});

const fenceOf = (line) => line.match(/^ {0,3}(`{3,}|~{3,})/)?.[1];
const headingOf = (line) => line.match(/^ {0,3}(#{1,6})(?: +(.*))?$/);
const isRule = (line) => /^ {0,3}([-*_])(?: *\1){2,} *$/.test(line);
const itemOf = (line) => (isRule(line) ? null : line.match(/^( *)([-*+]|(\d{1,9})[.)])( +)(.*)$/));
const isQuote = (line) => /^ {0,3}>/.test(line);

// The cells of a table's row; an escaped bar does not separate cells.
const cellsOf = (line) => {
  const cells = line.trim().split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells;
};

const isTable = (line, next) => line.includes('|') && next?.includes('-') && /^[\s|:-]+$/.test(next)
  && cellsOf(next).every((cell) => /^:?-+:?$/.test(cell)) && cellsOf(next).length === cellsOf(line).length;

const isBlock = (line) => fenceOf(line) || headingOf(line) || isRule(line) || itemOf(line) || isQuote(line);

// A position in lines of text.
class LineReader {
  constructor(lines) {
    this.lines = lines;
    this.index = 0;
  }

  // The next line, or one after it; `undefined` after the last line.
  peek(distance = 0) { return this.lines[this.index + distance]; }

  next() { return this.lines[this.index++]; }

  // Reads lines while a condition holds for the number of lines that were read.
  readWhile(condition) {
    const start = this.index;
    while (this.index < this.lines.length && condition(this.index - start)) this.index += 1;
    return this.lines.slice(start, this.index);
  }
}

const codeBlock = (reader) => {
  const fence = fenceOf(reader.next());
  const text = reader.readWhile(() => !reader.peek().trim().startsWith(fence));
  reader.next();
  return el('pre', { tabindex: 0 }, text.join('\n'));
};

const tableBlock = (reader) => {
  const [head, rule] = [reader.next(), reader.next()].map(cellsOf);
  const sides = rule.map((cell) => (/^:.*:$/.test(cell) ? 'center' : cell.endsWith(':') ? 'end' : ''));
  const rows = reader.readWhile(() => reader.peek().includes('|')).map(cellsOf);
  const cells = (name, row) => head.map((_, index) => el(name, { class: sides[index] }, inline(row[index] ?? '')));
  return el('div', { class: 'scroll', tabindex: 0 }, el('table', {},
    el('thead', {}, el('tr', {}, cells('th', head))), el('tbody', {}, rows.map((row) => el('tr', {}, cells('td', row))))));
};

// A list: the lines of an item are those that are indented more than its marker.
const listBlock = (reader, depth) => {
  const [, indent, , number] = itemOf(reader.peek());
  const belongs = (item) => item && item[1].length >= indent.length && item[1].length <= indent.length + 1
    && Boolean(item[3]) === Boolean(number);
  const isBlank = (line) => line?.trim() === '';
  const items = [];
  for (let item = itemOf(reader.peek()); belongs(item); item = itemOf(reader.peek() ?? '')) {
    reader.next();
    const width = item[1].length + item[2].length + 1;
    const rest = reader.readWhile((count) => {
      const line = reader.peek();
      if (isBlank(line)) return /^ {2,}\S/.test(reader.peek(1) ?? '');
      return line.startsWith('  ', indent.length) || !isBlock(line) && (count === 0 || !isBlank(reader.peek(-1)));
    });
    const content = [item[5], ...rest.map((line) => line.slice(Math.min(width, line.search(/\S|$/))))];
    if (isBlank(reader.peek()) && itemOf(reader.peek(1) ?? '')) reader.next();
    items.push(el('li', {}, blocks(content, depth + 1, true)));
  }
  return el(number ? 'ol' : 'ul', { start: number && number !== '1' ? number : undefined }, items);
};

// The blocks of lines. The text of a list item has no paragraph of its own.
const blocks = (lines, depth = 0, isItem = false) => {
  const reader = new LineReader(lines);
  const nodes = [];
  for (let line = reader.peek(); line !== undefined; line = reader.peek()) {
    const heading = headingOf(line);
    if (line.trim() === '') reader.next();
    else if (fenceOf(line)) nodes.push(codeBlock(reader));
    else if (heading) {
      reader.next();
      // The headings of the page itself are above those of its texts.
      nodes.push(el(`h${Math.min(6, heading[1].length + 2)}`, {}, inline((heading[2] ?? '').replace(/ #+ *$/, ''))));
    } else if (isRule(line)) {
      reader.next();
      nodes.push(el('hr'));
    } else if (isQuote(line) && depth < 8) {
      const quote = reader.readWhile(() => isQuote(reader.peek())).map((quoted) => quoted.replace(/^ *> ?/, ''));
      nodes.push(el('blockquote', {}, blocks(quote, depth + 1)));
    } else if (itemOf(line) && depth < 8) nodes.push(listBlock(reader, depth));
    else if (isTable(line, reader.peek(1))) nodes.push(tableBlock(reader));
    else {
      const text = reader.readWhile((count) => count === 0
        || (reader.peek().trim() !== '' && !isBlock(reader.peek()) && !isTable(reader.peek(), reader.peek(1))));
      nodes.push(isItem && nodes.length === 0 ? textLines(text) : el('p', {}, textLines(text)));
    }
  }
  return nodes;
};

const markdown = (text) => el('div', { class: 'text' }, blocks(String(text ?? '').replaceAll('\t', '    ').split(/\r?\n/)));
