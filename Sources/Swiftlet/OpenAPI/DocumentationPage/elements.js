// Elements, text and code, for the documentation page and the console.
'use strict';

// Creates an element. Strings become text nodes; the document's contents are never parsed as HTML.
const el = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') node.addEventListener(key, value);
    else node.setAttribute(key, value === true ? '' : String(value));
  }
  const isPresent = (child) => child !== undefined && child !== null && child !== false && child !== '';
  node.append(...children.flat(Infinity).filter(isPresent));
  return node;
};

let lastID = 0;
const newID = () => `e${++lastID}`;

// Creates a link for web and mail URLs; others, such as `javascript:`, remain text.
const link = (target, text) => {
  try {
    const url = new URL(target, documentURL);
    if (['http:', 'https:', 'mailto:'].includes(url.protocol)) {
      return el('a', { href: url.href, rel: 'noreferrer noopener' }, text);
    }
  } catch { /* Not a URL. */ }
  return text;
};

// Indents JSON without converting its numbers, which may exceed JavaScript's precision.
const indented = (text) => {
  JSON.parse(text);
  let result = '';
  let depth = 0;
  let isAfterOpening = false;
  const line = () => '\n' + '  '.repeat(depth);
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[^\s"{}[\],:]+|[{}[\],:]/g)) {
    if (token === '}' || token === ']') {
      depth -= 1;
      result += (isAfterOpening ? '' : line()) + token;
    } else {
      if (isAfterOpening) result += line();
      if (token === '{' || token === '[') depth += 1;
      result += token === ',' ? ',' + line() : token === ':' ? ': ' : token;
    }
    isAfterOpening = token === '{' || token === '[';
  }
  return result;
};

// A code block with syntax highlighting for JSON, unless it is very long.
const code = (text, isJSON) => {
  const pre = el('pre', { tabindex: 0 });
  if (!isJSON || text.length > 200000) {
    pre.append(text);
    return pre;
  }
  let end = 0;
  for (const match of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g)) {
    const kind = match[2] ? 'key' : match[1] ? 'string' : 'literal';
    pre.append(text.slice(end, match.index), el('span', { class: kind }, match[1] ?? match[0]));
    end = match.index + (match[1] ?? match[0]).length;
  }
  pre.append(text.slice(end));
  return pre;
};

const copyButton = (text, label = 'Copy') => {
  const button = el('button', { type: 'button', class: 'small', click: async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Not allowed by the browser';
    }
    setTimeout(() => { button.textContent = label; }, 1500);
  } }, label);
  return button;
};

const asText = (value) => (value === undefined || value === null ? undefined
  : typeof value === 'object' ? JSON.stringify(value) : String(value));

// A word of a shell command.
const quoted = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
