// Figures as text.

const median = numbers => percentile(numbers, 50);

/** The nearest-rank percentile; 0 of nothing. */
export function percentile(numbers, percent) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

/** Medians of all runs, ratios to the rivals and query percentiles of one folder, as plain data. */
export function summarise({ name, processes, running }) {
  const { rivals = {}, size = 0, ...runs } = processes ?? {};
  const rows = Object.fromEntries(
    Object.entries(runs).flatMap(([key, list]) => (list.length ? [[key, middle(list)]] : [])),
  );
  const against = Object.fromEntries(
    Object.entries(rivals).map(([key, list]) => [
      key,
      { ...middle(list), cpuRatio: ratios(runs.cold, list, 'cpu'), memoryRatio: ratios(runs.cold, list, 'together') },
    ]),
  );
  return {
    name,
    ...(processes && { rows, against, indexMegabytes: size / 2 ** 20 }),
    ...(running && engineFigures(running)),
  };
}

function middle(runs) {
  const keys = ['cpu', 'wall', 'largest', 'together'];
  return Object.fromEntries(keys.map(key => [key, median(runs.map(run => run[key]))]));
}

/** Run by run what the rival takes over what the engine takes: above 1 the engine is better. */
function ratios(own, others, key) {
  const each = others.map((other, round) => other[key] / (own[round]?.[key] || 1));
  return { least: Math.min(...each), median: median(each) };
}

function engineFigures({ files, opened, queries, edits, switched, memory }) {
  const stages = list => {
    const names = [...new Set(list.flatMap(times => Object.keys(times)))];
    return Object.fromEntries(
      names.map(name => [
        name,
        [50, 95, 99].map(percent =>
          percentile(
            list.map(times => times[name] ?? 0),
            percent,
          ),
        ),
      ]),
    );
  };
  return {
    files,
    opened,
    memory,
    queries: Object.fromEntries(Object.entries(queries).map(([kind, list]) => [kind, stages(list)])),
    editInEngine: { cpu: median(edits.map(({ cpu }) => cpu)), wall: median(edits.map(({ wall }) => wall)) },
    switched,
  };
}

/** A summary for people. */
export function reportText(summary) {
  const lines = [`\n${summary.name}`];
  const row = (name, { cpu, wall, largest, together }) =>
    lines.push(
      `  ${name.padEnd(26)} ${fixed(cpu, 2)} CPU s  ${fixed(wall, 2)} s  ${fixed(largest, 0)} MB largest  ${fixed(together, 0)} MB together`,
    );
  const titles = { cold: 'cold', warm: 'warm', edited: 'one edit, fresh process', floor: 'floor: parse alone' };
  for (const [key, figures] of Object.entries(summary.rows ?? {})) row(titles[key], figures);
  for (const [name, figures] of Object.entries(summary.against ?? {})) {
    row(name, figures);
    const { cpuRatio, memoryRatio } = figures;
    lines.push(
      `    over cold: CPU least ${fixed(cpuRatio.least, 2)}, median ${fixed(cpuRatio.median, 2)}; memory least ${fixed(memoryRatio.least, 2)}, median ${fixed(memoryRatio.median, 2)}`,
    );
  }
  if (summary.indexMegabytes !== undefined)
    lines.push(`  index on disk              ${fixed(summary.indexMegabytes, 1)} MB`);
  if (summary.queries) lines.push(...engineLines(summary));
  return lines.join('\n');
}

function engineLines({ files, opened, memory, queries, editInEngine, switched }) {
  const seconds = ({ cpu, wall }) => `${fixed(cpu, 2)} CPU s  ${fixed(wall, 3)} s`;
  const lines = [
    `  running engine             ${files} source files, ${fixed(memory, 0)} MB with its workers after the questions`,
    `  engine opened              ${seconds(opened)}`,
    `  one edit and its question  ${seconds(editInEngine)}`,
    `  ${String(switched.files).padEnd(5)} files and a question ${seconds(switched)}`,
  ];
  const titles = { first: 'first question in a file', next: 'next question there', edit: 'edit question' };
  for (const [kind, stages] of Object.entries(queries)) {
    lines.push(`  ${titles[kind].padEnd(26)} p50 / p95 / p99 ms: ${stages.total.map(ms => fixed(ms, 1)).join(' / ')}`);
    const parts = Object.entries(stages).filter(([stage]) => stage !== 'total');
    lines.push(`    p95 by stage: ${parts.map(([stage, [, p95]]) => `${stage} ${fixed(p95, 1)}`).join(', ')}`);
  }
  return lines;
}

function fixed(number, digits) {
  return (number ?? 0).toFixed(digits);
}
