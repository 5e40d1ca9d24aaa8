// The periods within an invocation as bars, and its log records as points.
'use strict';

// A share of the invocation as a percentage.
const percentage = (part, whole) => `${Math.max(0, Math.min(100, (100 * part) / Math.max(whole, 0.001)))}%`;

// A label, of which a long one such as a statement is cut until it is opened.
const labelView = (label) => {
  const text = el('code', {}, label);
  return label.length > 24 ? el('details', { class: 'label' }, el('summary', {}, text)) : text;
};

const timelineRow = (kind, label, start, length, whole, note) => {
  const bar = el('span', { class: `bar-of ${kind}` });
  bar.style.left = percentage(start, whole);
  bar.style.width = percentage(length, whole);
  return el('tr', {},
    el('th', { scope: 'row' }, labelView(label)),
    el('td', { class: 'track' }, bar),
    el('td', { class: 'number start' }, `${start.toFixed(1)} ms`),
    el('td', { class: 'number' }, kind === 'log' ? '–' : `${length.toFixed(1)} ms`),
    el('td', { class: 'notes' }, note));
};

const itemNote = ({ details: { rows, affected, failed } }) => failed ?? (affected > 0 ? `${affected} affected`
  : rows === undefined ? '' : rows === 'streamed' ? rows : plural(Number(rows), 'row'));

// The timeline of an invocation; function processes report no queries.
const timelineView = ({ timeline, logs, milliseconds: whole = 0, output }) => {
  const rows = [
    ...timeline.map((item) => [item.start, timelineRow(item.kind, item.label, item.start, item.milliseconds, whole,
      itemNote(item))]),
    ...logs.map((log) => [log.milliseconds, timelineRow('log', log.message, log.milliseconds, 0, whole, log.level)]),
  ].sort(([first], [second]) => first - second).map(([, row]) => row);
  return [
    el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Timeline' },
      el('table', { class: 'timeline' },
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'What'), el('th', { scope: 'col', class: 'wide' }, 'When'),
          el('th', { scope: 'col', class: 'number start' }, 'Start'), el('th', { scope: 'col', class: 'number' }, 'Duration'),
          el('th', { scope: 'col' }, 'Result'))),
        el('tbody', {}, timelineRow('whole', 'Invocation', 0, whole, whole, ''), rows))),
    output !== undefined && el('p', { class: 'notes' },
      'Queries and log records have no times where the app runs in function processes.'),
  ];
};
