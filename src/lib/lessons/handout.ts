/** A lesson as a page to read and print: text, questions, and a figure for each step. */
import { itemAt } from '../protocol/known';
import { tell } from '../explain/explain';
import { stageSvg } from '../picture/stage/svg';
import { escaped } from '../picture/svg';
import type { System } from '../run/system';
import { actionOf, type Step } from '../sim/action';
import { begin } from '../sim/begin';
import type { Ask } from '../sim/lesson';
import type { Scenario } from '../sim/scenario';
import { unroll, type Done } from '../sim/step';
import type { World } from '../sim/world';
import { rightInWords } from './answers';
import { discreet } from './discreet';
import { lineHtml, textHtml, type Where } from './html';

/** The theme's colours, by name: the page around the figures has them. */
const paint = (name: string) => `var(--${name})`;

/** The place of a text of this moment. */
type At = (world: World) => Where;

interface Moment {
  readonly before: World;
  readonly after: World;
  readonly done: readonly Done[];
}

/**
 * The markup of a lesson's handout. On screen each answer, and what its step does, is folded away below its question; on
 * paper these are on the last pages, and the next step begins a new page.
 *
 * @param link makes a link to a place in the app
 */
export function handoutOf(scenario: Scenario, ran: System, link: Where['link']): string {
  const system = scenario.lesson?.hide_bugs ? discreet(ran) : ran;
  const { setup, lesson, steps } = scenario;
  const moments = momentsOf(scenario, system);
  const first = moments[0]?.before ?? begin(system, scenario.setup).world;
  const last = moments.at(-1)?.after ?? first;
  const at = (world: World): Where => ({ system, world, link });
  // Questions have numbers of their own: 1, 2, 3, whatever the steps are.
  const asked = (i: number) => steps.slice(0, i + 1).filter(({ ask }) => ask).length;
  const bodies = moments.map((moment, i) =>
    stepHtml(itemAt(steps, i), i + 1, asked(i), moment, at, steps[i - 1]),
  );
  const answers = moments
    .map((moment, i) => answerHtml(itemAt(steps, i), i + 1, asked(i), moment, at))
    .join('');
  return [
    `<h1>${escaped(setup.title ?? 'Lesson')}</h1>`,
    lesson?.summary === undefined ? '' : `<p class="summary">${escaped(lesson.summary)}</p>`,
    lesson?.intro === undefined ? '' : textHtml(lesson.intro, at(first)),
    figure(system, first, null, 'Before the first step'),
    ...bodies,
    lesson?.outro === undefined
      ? ''
      : `<section class="outro"><h2>To remember</h2>${textHtml(lesson.outro, at(last))}</section>`,
    answers === '' ? '' : `<section class="answers"><h2>Answers</h2>${answers}</section>`,
  ].join('\n');
}

function momentsOf(scenario: Scenario, system: System): readonly Moment[] {
  let before = begin(system, scenario.setup).world;
  return scenario.steps.map((step) => {
    const { done } = unroll(system, before, actionOf(step));
    const after = done.at(-1)?.world ?? before;
    const moment = { before, after, done };
    before = after;
    return moment;
  });
}

function figure(system: System, world: World, before: World | null, title: string): string {
  const markup = stageSvg(system, world, before, title, paint);
  return `<figure>${markup}</figure>`;
}

function stepHtml(
  step: Step,
  number: number,
  question: number,
  moment: Moment,
  at: At,
  previous: Step | undefined,
): string {
  const asked = [
    step.ask ? questionHtml(step.ask, question, moment.before, at) : '',
    step.action === 'task' ? taskHtml(step, moment.before, at) : '',
  ].join('');
  if (asked === '')
    return `<section class="step"><h2>Step ${number}</h2>${happenedHtml(step, number, moment, at)}</section>`;
  // What the step before has led to is not shown above if that step asked, too.
  const start =
    previous && asks(previous)
      ? figure(at(moment.before).system, moment.before, null, `Before step ${number}`)
      : '';
  const summary = step.ask ? 'The answer' : 'One way to do it';
  const answer = step.ask ? rightHtml(step.ask, moment.before, moment.after, at) : '';
  return [
    `<section class="step asks"><h2>Step ${number}</h2>${start}${asked}`,
    `<details><summary>${summary}</summary>${answer}${happenedHtml(step, number, moment, at)}</details>`,
    `</section>`,
  ].join('');
}

/** What a step does: its sentence, its figure and its notes. */
function happenedHtml(step: Step, number: number, { before, after, done }: Moment, at: At): string {
  const last = done.at(-1);
  const told = (last && tell(at(after).system, last.events)) ?? '';
  return [
    done.length > 1 ? `<p class="acts">${done.length} acts. The last of them:</p>` : '',
    `<p class="told">${escaped(told)}</p>`,
    figure(
      at(after).system,
      after,
      done.length > 1 ? (done.at(-2)?.world ?? before) : before,
      `Step ${number}: ${told}`,
    ),
    step.note === undefined ? '' : textHtml(step.note, at(after)),
    step.speaker === undefined ? '' : `<aside class="speaker">${textHtml(step.speaker, at(after))}</aside>`,
  ].join('');
}

function questionHtml(ask: Ask, number: number, before: World, at: At): string {
  const choices =
    'choices' in ask
      ? `<ol class="choices">${ask.choices.map(({ text }) => `<li>${lineHtml(text, at(before))}</li>`).join('')}</ol>`
      : '<p class="room" aria-hidden="true"></p>';
  return `<div class="question"><h3>Question ${number}. ${lineHtml(ask.question, at(before))}</h3>${choices}</div>`;
}

function taskHtml(task: Extract<Step, { action: 'task' }>, before: World, at: At): string {
  const hint =
    task.hint === undefined
      ? ''
      : `<details><summary>A hint</summary>${textHtml(task.hint, at(before))}</details>`;
  return `<div class="task"><h3>Your turn</h3>${textHtml(task.do, at(before))}${hint}<p class="room" aria-hidden="true"></p></div>`;
}

const asks = (step: Step) => step.ask !== undefined || step.action === 'task';

/** On paper: the answer to a question, or a way to do a task, and what the step did. */
function answerHtml(step: Step, number: number, question: number, moment: Moment, at: At): string {
  if (!asks(step)) return '';
  const head = step.ask ? `Question ${question}` : 'Your turn';
  const right = step.ask ? rightHtml(step.ask, moment.before, moment.after, at) : '<p>One way to do it:</p>';
  return `<div><h3>${head} (step ${number})</h3>${right}${happenedHtml(step, number, moment, at)}</div>`;
}

function rightHtml(ask: Ask, before: World, after: World, at: At): string {
  if ('choices' in ask) {
    const items = ask.choices.map(
      ({ text, right, why }) =>
        `<li><b>${right ? 'Right' : 'Wrong'}:</b> ${lineHtml(text, at(before))} ${textHtml(why, at(after))}</li>`,
    );
    return `<ol class="choices">${items.join('')}</ol>`;
  }
  return `<p><b>${escaped(rightInWords(at(after).system, ask, before, after))}</b></p>${textHtml(ask.why, at(after))}`;
}
