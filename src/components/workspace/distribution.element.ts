/** Bars that grow with the run, beside those of a load or run that is kept; the numbers stand in the same table. */
import { effect } from '@preact/signals-core';
import { distributionOf, type DistributionRow, type Part } from '../../core/trace/distribution.ts';
import { inThousands } from '../../core/trace/foremost.ts';
import { emptyTopology, type Topology } from '../../core/trace/topology.ts';
import { RunHistory } from './run-history.ts';
import { onSession, workspaceOf } from './session-of.ts';

/** Rows at most: more bars than a screen has lines compare nothing. */
const MOST_ROWS = 64;

class RunDistribution extends HTMLElement {
  #life = new AbortController();
  #history = new RunHistory();
  #frame = 0;
  /** Of the moment that is shown. */
  #topology: Topology = emptyTopology;

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const workspace = workspaceOf(this);
    this.#select().addEventListener('change', () => this.#draw(), { signal });
    this.querySelector('details')?.addEventListener('toggle', () => this.#draw(), { signal });
    onSession(workspace, signal, (session, signal) => {
      this.#history = new RunHistory();
      const stop = effect(() => {
        const program = session.program.value;
        this.#topology = workspace.playhead.topology.value;
        void session.loads.value;
        void session.topology.value;
        if (program !== null) this.#history.update(program);
        // One drawing for all that a frame brings.
        this.#frame ||= requestAnimationFrame(() => this.#draw());
      });
      signal.addEventListener('abort', () => {
        stop();
        cancelAnimationFrame(this.#frame);
        this.#frame = 0;
      });
    });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  #draw(): void {
    this.#frame = 0;
    this.hidden =
      this.#topology.primary === null && this.#topology.workers.length === 0 && this.#history.kept.length === 0;
    if (!(this.querySelector('details') as HTMLDetailsElement).open) return;
    this.#offer();
    const beside = this.#history.kept.find(({ id }) => id === this.#select().value);
    const tables = [
      tableOf('This run', distributionOf(this.#topology)),
      ...(beside ? [tableOf(`Beside: ${beside.label}`, beside.rows())] : []),
    ];
    (this.querySelector('.distribution-tables') as HTMLElement).replaceChildren(...tables);
  }

  #offer(): void {
    const select = this.#select();
    const { kept } = this.#history;
    (select.parentElement as HTMLElement).hidden = kept.length === 0;
    const offered = [...select.options].slice(1).map(({ value }) => value);
    if (offered.join() === kept.map(({ id }) => id).join()) return;
    const chosen = select.value;
    const options = kept.map(({ id, label }) => new Option(label, id));
    select.replaceChildren(new Option('nothing', ''), ...options);
    select.value = kept.some(({ id }) => id === chosen) ? chosen : '';
  }

  #select(): HTMLSelectElement {
    return this.querySelector('select') as HTMLSelectElement;
  }
}

function tableOf(caption: string, rows: readonly DistributionRow[]): HTMLTableElement {
  const table = document.createElement('table');
  table.createCaption().textContent = caption;
  const head = table.createTHead().insertRow();
  for (const [index, title] of ['Worker', 'Connections', 'Requests', 'Beside even'].entries()) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = title;
    if (index === 3) cell.className = 'number';
    head.append(cell);
  }
  const body = table.createTBody();
  for (const { worker, connections, requests } of rows.slice(0, MOST_ROWS)) {
    const row = body.insertRow();
    row.style.setProperty('--worker', worker === 0 ? 'var(--primary)' : `var(--worker-${((worker - 1) % 8) + 1})`);
    const name = document.createElement('th');
    name.scope = 'row';
    name.textContent = worker === 0 ? 'primary' : String(worker);
    row.append(name);
    fillBar(row.insertCell(), connections);
    fillBar(row.insertCell(), requests);
    const deviation = row.insertCell();
    deviation.className = 'number';
    deviation.textContent = deviationInWords(requests);
  }
  const more = rows.length - MOST_ROWS;
  if (more > 0) table.createCaption().append(`, and ${inThousands(more)} more that have no bar`);
  return table;
}

function fillBar(cell: HTMLElement, { count, share }: Part): void {
  const bar = Object.assign(document.createElement('span'), { className: 'distribution-bar' });
  bar.style.setProperty('--share', String(share));
  cell.append(bar, `${count} (${Math.round(share * 100)} %)`);
}

function deviationInWords({ count, deviation }: Part): string {
  const percent = Math.round(deviation * 100);
  if (percent === 0) return count === 0 ? '' : 'even';
  return `${percent > 0 ? '+' : '−'}${Math.abs(percent)} %`;
}

customElements.define('run-distribution', RunDistribution);
