import type { ScenarioRun } from '../../run/scenario-run';
import { posted, Talk, VERSION, type Report, type Request, type Shown } from './protocol';

/** The page in a frame, as far as the conversation needs it. */
interface Framed {
  readonly session: ScenarioRun;
  readonly title: () => string;
  readonly told: () => string;
  /** The element with everything visible. */
  readonly root: HTMLElement;
}

/**
 * Answers the page around the frame, reports what is shown, and pauses Play while the frame is out of sight.
 *
 * @returns stops that
 */
export function talkToParent(framed: Framed): () => void {
  const { session, root } = framed;
  const { parent } = window;
  const stopPausing = pauseUnseen(session);
  // Opened in a tab of its own, without a page around it.
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
  // The page around answers this with a greeting. Until then this is the only message, and it reveals nothing.
  parent.postMessage({ lockstep: VERSION, type: 'ready' }, '*');

  return () => {
    removeEventListener('message', onmessage);
    endEffects();
    observer.disconnect();
    stopPausing();
  };
}

/** Does a request; returns why it could not be done, or null. */
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

/** The height at which nothing needs to scroll: scrolling parts count with all their contents. */
function heightOf(root: HTMLElement): number {
  const hidden = [...root.querySelectorAll('main, .rows, .body')].map(
    (it) => it.scrollHeight - it.clientHeight,
  );
  return Math.ceil(root.scrollHeight + hidden.reduce((sum, px) => sum + px, 0));
}

/** Play only runs while someone can see it. */
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
