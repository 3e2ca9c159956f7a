/** A lesson as a page that is only read, and printed: text, questions, and a figure a step. */
import { tell } from '../explain/explain';
import { stageSvg } from '../picture/stage/svg';
import { escaped } from '../picture/svg';
import { start } from '../scenario/run';
import { movingSystemOf, systemOf } from '../scenario/registry';
import { actionOf, type Step } from '../sim/action';
import type { Ask } from '../sim/lesson';
import type { Scenario } from '../sim/scenario';
import { unroll, type Done } from '../sim/step';
import type { World } from '../sim/world';
import { rightMessages, rightValue } from './answers';
import { lineHtml, textHtml, type LinkTo } from './html';

/** The theme's colours, by name: the figures stand in a page that has them. */
const paint = (name: string) => `var(--${name})`;

interface Moment {
  readonly before: World;
  readonly after: World;
  readonly done: readonly Done[];
}

/**
 * The markup of a lesson's handout. On the screen each answer is folded away below its question; on paper all stand on the last page.
 *
 * @param link how a place of the app is reached from the page.
 */
export function handoutOf(scenario: Scenario, link: LinkTo): string {
  const { setup, lesson, steps } = scenario;
  const moments = momentsOf(scenario);
  const first = moments[0]?.before ?? start(scenario);
  const last = moments.at(-1)?.after ?? first;
  const bodies = moments.map((moment, i) => stepHtml(steps[i] as Step, i + 1, moment, link));
  const answers = moments.map((moment, i) => answerHtml(steps[i] as Step, i + 1, moment, link)).join('');
  return [
    `<h1>${escaped(setup.title ?? 'Lesson')}</h1>`,
    lesson?.summary === undefined ? '' : `<p class="summary">${escaped(lesson.summary)}</p>`,
    lesson?.intro === undefined ? '' : textHtml(lesson.intro, first, link),
    figure(first, null, 'Before the first step'),
    ...bodies,
    lesson?.outro === undefined
      ? ''
      : `<section class="outro"><h2>To remember</h2>${textHtml(lesson.outro, last, link)}</section>`,
    answers === '' ? '' : `<section class="answers"><h2>Answers</h2>${answers}</section>`,
  ].join('\n');
}

function momentsOf(scenario: Scenario): readonly Moment[] {
  const system = movingSystemOf(scenario.setup);
  let before = start(scenario);
  return scenario.steps.map((step) => {
    const { done } = unroll(system, before, actionOf(step));
    const after = done.at(-1)?.world ?? before;
    const moment = { before, after, done };
    before = after;
    return moment;
  });
}

function figure(world: World, before: World | null, title: string): string {
  const markup = stageSvg(systemOf(world.setup), world, before, title, paint);
  return `<figure>${markup}</figure>`;
}

function stepHtml(step: Step, number: number, { before, after, done }: Moment, link: LinkTo): string {
  const last = done.at(-1);
  const told = (last && tell(systemOf(after.setup), last.events)) ?? '';
  const earlier = done.length > 1 ? `<p class="acts">${done.length} acts. The last of them:</p>` : '';
  return [
    `<section class="step">`,
    step.ask ? questionHtml(step.ask, number, before, link) : '',
    step.action === 'task' ? taskHtml(step, before, link) : '',
    `<h2>Step ${number}</h2>${earlier}<p class="told">${escaped(told)}</p>`,
    figure(after, done.length > 1 ? (done.at(-2)?.world ?? before) : before, `Step ${number}: ${told}`),
    step.note === undefined ? '' : textHtml(step.note, after, link),
    step.speaker === undefined ? '' : `<aside class="speaker">${textHtml(step.speaker, after, link)}</aside>`,
    step.ask
      ? `<details><summary>The answer</summary>${rightHtml(step.ask, before, after, link)}</details>`
      : '',
    `</section>`,
  ].join('');
}

function questionHtml(ask: Ask, number: number, before: World, link: LinkTo): string {
  const choices =
    'choices' in ask
      ? `<ol class="choices">${ask.choices.map(({ text }) => `<li>${lineHtml(text, before, link)}</li>`).join('')}</ol>`
      : '<p class="room" aria-hidden="true"></p>';
  return `<div class="question"><h3>Question ${number}. ${lineHtml(ask.question, before, link)}</h3>${choices}</div>`;
}

function taskHtml(task: Extract<Step, { action: 'task' }>, before: World, link: LinkTo): string {
  const hint =
    task.hint === undefined
      ? ''
      : `<details><summary>A hint</summary>${textHtml(task.hint, before, link)}</details>`;
  return `<div class="task"><h3>Your turn</h3>${textHtml(task.do, before, link)}${hint}<p>One way to do it:</p></div>`;
}

function answerHtml({ ask }: Step, number: number, { before, after }: Moment, link: LinkTo): string {
  return ask ? `<div><h3>Question ${number}</h3>${rightHtml(ask, before, after, link)}</div>` : '';
}

function rightHtml(ask: Ask, before: World, after: World, link: LinkTo): string {
  if ('choices' in ask) {
    const items = ask.choices.map(
      ({ text, right, why }) =>
        `<li><b>${right ? 'Right' : 'Wrong'}:</b> ${lineHtml(text, before, link)} ${textHtml(why, after, link)}</li>`,
    );
    return `<ol class="choices">${items.join('')}</ol>`;
  }
  return `<p><b>${escaped(rightOf(ask, before, after))}</b></p>${textHtml(ask.why, after, link)}`;
}

function rightOf(ask: Exclude<Ask, { choices: unknown }>, before: World, after: World): string {
  if ('value' in ask) return rightValue(ask, after);
  if (ask.point === 'node') return ask.right.join(', ');
  return rightMessages(ask.right, before)
    .map(({ type, from, to }) => `${type} from ${from} to ${to}`)
    .join(', ');
}
