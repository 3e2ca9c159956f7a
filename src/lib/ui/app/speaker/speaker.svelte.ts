import { rightInWords } from '../../../lessons/answers';
import { itemAt, required } from '$lib/protocol/known';
import { wayOf, worldAt, type Way } from '../../../lessons/stops';
import { tell } from '../../../explain/explain';
import { parseScenario } from '../../../scenario/parse';
import type { System } from '../../../run/system';
import { loadSystem } from '../../../scenario/registry';
import type { Ask } from '../../../sim/lesson';
import type { Scenario } from '../../../sim/scenario';
import type { World } from '../../../sim/world';
import { PairChannel, type CommandMessage, type PairMessage } from './channel';

/** A lesson for its speaker: what is shown, what comes next, and what is right. */
interface Script {
  readonly toml: string;
  readonly scenario: Scenario;
  readonly system: System;
  readonly stops: Way['stops'];
  readonly moments: Way['moments'];
}

/** The speaker's window. It derives everything from the lesson's file and the stop shown. */
export class Speaker {
  #script = $state.raw<Script | null>(null);
  #stop = $state(0);
  away = $state(false);
  /** The last lesson window that reported. */
  #window = '';
  readonly #channel: PairChannel;

  constructor(private readonly pair: string) {
    this.#channel = new PairChannel(pair, (message) => this.#hear(message));
    this.#channel.send({ type: 'ask', pair });
  }

  /** Whether a lesson window has reported. */
  get isTold(): boolean {
    return this.#script !== null;
  }

  get title(): string {
    return this.#script?.scenario.setup.title ?? 'Speaker window';
  }

  get place(): string {
    return this.#script ? `${this.#stop + 1} of ${this.#script.stops.length}` : '';
  }

  /** The text that the room sees, and the note for the speaker. */
  get shown(): {
    readonly text: string;
    readonly speaker: string | null;
    readonly world: World;
    readonly system: System;
  } | null {
    const script = this.#script;
    const stop = script?.stops[this.#stop];
    if (!script || !stop) return null;
    const { lesson } = script.scenario;
    const { system } = script;
    const world = worldAt(script.moments, stop.at);
    if (stop.kind === 'intro') return { text: lesson?.intro ?? '', speaker: null, world, system };
    if (stop.kind === 'outro') return { text: lesson?.outro ?? '', speaker: null, world, system };
    const step = itemAt(script.scenario.steps, stop.step);
    const text =
      stop.kind === 'ask'
        ? (step.ask?.question ?? '')
        : step.action === 'task' && stop.kind === 'task'
          ? step.do
          : (step.note ?? this.#told(stop.at));
    return { text, speaker: step.speaker ?? null, world, system };
  }

  /** The answer to the current or next question, and its reasons. */
  get answer(): { readonly question: string; readonly right: string; readonly why: string } | null {
    const script = this.#script;
    if (!script) return null;
    const ahead = script.stops.slice(this.#stop, this.#stop + 2).find(({ kind }) => kind === 'ask');
    if (ahead?.kind !== 'ask') return null;
    const ask = script.scenario.steps[ahead.step]?.ask;
    const done = script.stops.find((stop) => stop.kind === 'step' && stop.step === ahead.step);
    return ask ? { question: ask.question, ...answerTo(ask, script, ahead.at, done?.at ?? ahead.at) } : null;
  }

  /** What Next will do, as a sentence. */
  get next(): string {
    const script = this.#script;
    const stop = script?.stops[this.#stop + 1];
    if (!script || !stop) return 'This is the end of the lesson.';
    if (stop.kind === 'outro') return 'The summary.';
    if (stop.kind === 'intro') return '';
    const step = itemAt(script.scenario.steps, stop.step);
    if (stop.kind === 'ask') return `Asks: ${step.ask?.question}`;
    if (stop.kind === 'task') return `A task: ${step.action === 'task' ? step.do : ''}`;
    const acts = stop.at - stop.from;
    return acts > 1 ? `${acts} acts, the last of them: ${this.#told(stop.at)}` : this.#told(stop.at);
  }

  command(command: CommandMessage['command']): void {
    this.#channel.send({ type: 'command', pair: this.pair, window: this.#window, command });
  }

  close(): void {
    this.#channel.close();
  }

  #told(at: number): string {
    const script = required(this.#script, 'the script');
    return tell(script.system, script.moments[at]?.events ?? []) ?? '';
  }

  #hear(message: PairMessage): void {
    if (message.type !== 'shown') return;
    this.#window = message.window;
    this.#stop = message.stop;
    this.away = message.away;
    if (this.#script?.toml !== message.toml) void this.#read(message.toml);
  }

  async #read(toml: string): Promise<void> {
    const read = parseScenario(toml);
    if (!read.ok) return;
    const { scenario } = read;
    const system = await loadSystem(scenario.setup.system);
    this.#script = { toml, scenario, system, ...wayOf(scenario, system) };
  }
}

function answerTo(ask: Ask, { system, moments }: Script, before: number, after: number) {
  if ('choices' in ask) {
    const right = ask.choices.filter((choice) => choice.right);
    return { right: right.map(({ text }) => text).join(' / '), why: right.map(({ why }) => why).join(' ') };
  }
  const right = rightInWords(system, ask, worldAt(moments, before), worldAt(moments, after));
  return { right, why: ask.why };
}
