import type { ScenarioRun } from '../../run/scenario-run';
import { posted, Talk, VERSION, type Report, type Request, type Shown } from './protocol';

/** What a frame shows, of a page that runs something. */
export interface Framed {
  readonly session: ScenarioRun;
  readonly title: () => string;
  readonly told: () => string;
  /** All that is shown. */
  readonly root: HTMLElement;
}

/**
 * Answers the page around this one, tells it what is shown, and pauses Play while the frame is out of sight.
 *
 * @returns what ends that.
 */
export function talkToParent(framed: Framed): () => void {
  const { session, root } = framed;
  const { parent } = window;
  const stopPausing = pauseUnseen(session);
  // Opened by hand in a tab of its own.
  if (parent === window) return stopPausing;

  const talk = new Talk(parent);
  const shown = (): Shown => ({
    title: framed.title(),
    step: session.step,
    last: session.lastStep,
    sentence: framed.told(),
    ended: session.atEnd,
    playing: session.playing,
  });
  const tell = (report: Report) => {
    if (talk.target !== null) parent.postMessage(posted(report), talk.target);
  };
  const named = ({ id }: Pick<Request, 'id'>) => (id === null ? {} : { id });
  const resize = (): Report => ({ type: 'resize', height: heightOf(root) });

  function onmessage(event: MessageEvent) {
    const heard = talk.hear(event);
    if (heard.kind === 'nothing') return;
    if (heard.kind === 'refused')
      return tell({ ...named(heard), type: 'state', error: heard.error, ...shown() });
    const { request } = heard;
    if (request.type === 'resize') return tell({ ...named(request), ...resize() });
    const error = move(session, request);
    const type = request.type === 'ready' ? 'ready' : 'state';
    tell({ ...named(request), type, ...(error === null ? {} : { error }), ...shown() });
  }
  addEventListener('message', onmessage);

  const endEffects = $effect.root(() => {
    $effect(() => tell({ type: 'state', ...shown() }));
    $effect(() => {
      if (session.atEnd) tell({ type: 'ended', ...shown() });
    });
  });
  const observer = new ResizeObserver(() => tell(resize()));
  observer.observe(root);
  // Whoever hears it greets back: until then it is all that is told, and it gives nothing away.
  parent.postMessage({ lockstep: VERSION, type: 'ready' }, '*');

  return () => {
    removeEventListener('message', onmessage);
    endEffects();
    observer.disconnect();
    stopPausing();
  };
}

/** Does what was asked; gives why it could not be done, or null. */
function move(session: ScenarioRun, request: Request): string | null {
  if (request.type === 'goto') {
    if (request.step > session.lastStep) return `The run has the steps 0 to ${session.lastStep} so far.`;
    session.jump(request.step);
    return session.refusal;
  }
  if (request.type !== 'step') return null;
  const { by } = request;
  for (let i = 0; i < by; i++) if (!session.next()) break;
  for (let i = 0; i > by && session.step > 0; i--) session.back();
  return session.refusal;
}

/** How high the frame has to be for all of it to be seen: what scrolls inside counts with all that it holds. */
function heightOf(root: HTMLElement): number {
  const hidden = [...root.querySelectorAll('main, .rows, .body')].map(
    (it) => it.scrollHeight - it.clientHeight,
  );
  return Math.ceil(root.scrollHeight + hidden.reduce((sum, px) => sum + px, 0));
}

/** Play goes on only where somebody can see it. */
function pauseUnseen(session: ScenarioRun): () => void {
  const pause = () => {
    if (session.playing) session.togglePlay();
  };
  const onchange = () => {
    if (document.hidden) pause();
  };
  document.addEventListener('visibilitychange', onchange);
  const observer = new IntersectionObserver(([seen]) => {
    if (seen && !seen.isIntersecting) pause();
  });
  observer.observe(document.documentElement);
  return () => {
    document.removeEventListener('visibilitychange', onchange);
    observer.disconnect();
  };
}
