/** The handlers for files that are dragged over the page. */
interface DropHandlers {
  /** Files have entered the page, or left it. */
  readonly onhover: (hovering: boolean) => void;
  /** One file was dropped. */
  readonly onfile: (file: File) => void;
  /** Something was dropped that cannot be opened; `why` is a sentence. */
  readonly onrefuse: (why: string) => void;
}

/** While files are over a page, `dragover` comes at least every 550 ms (HTML, "drag-and-drop processing model"). */
const GONE_AFTER_MS = 1000;
/** When the pointer enters another element, `dragover` comes at once. */
const LEFT_AFTER_MS = 200;

/**
 * Handles files dropped anywhere in the window: on an open dialog, on the editor and on a blank screen too. Otherwise the
 * browser would open them in place of the page. Dragged text is left alone.
 *
 * @returns stops handling them
 */
export function watchDrops({ onhover, onfile, onrefuse }: DropHandlers): () => void {
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const leaveAfter = (ms: number) => {
    clearTimeout(leaving);
    leaving = setTimeout(() => onhover(false), ms);
  };
  const over = (event: DragEvent) => {
    if (!event.dataTransfer || !hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    onhover(true);
    leaveAfter(GONE_AFTER_MS);
  };
  // `dragleave` is also sent when the pointer enters another element.
  const leave = () => leaveAfter(LEFT_AFTER_MS);
  const drop = (event: DragEvent) => {
    clearTimeout(leaving);
    onhover(false);
    if (!event.dataTransfer) return;
    if (!hasFiles(event.dataTransfer)) return keepPage(event);
    event.preventDefault();
    const dropped = fileIn(event.dataTransfer);
    if (typeof dropped === 'string') onrefuse(dropped);
    else onfile(dropped);
  };
  const watching = new AbortController();
  const { signal } = watching;
  addEventListener('dragenter', over, { signal });
  addEventListener('dragover', over, { signal });
  addEventListener('dragleave', leave, { signal });
  addEventListener('drop', drop, { signal });
  return () => {
    clearTimeout(leaving);
    watching.abort();
  };
}

const hasFiles = ({ types }: DataTransfer) => types.includes('Files');

/** Some browsers follow a link that is dropped where no text can be typed. */
function keepPage(event: DragEvent): void {
  const { target } = event;
  if (!(target instanceof Element && target.closest('input, textarea, [contenteditable]')))
    event.preventDefault();
}

/** The one dropped file, or a sentence that says why there is none. */
function fileIn({ items, files }: DataTransfer): File | string {
  const isFolder = [...items].some((item) => item.webkitGetAsEntry()?.isDirectory);
  if (isFolder) return 'This is a folder: drop one TOML file.';
  const [file] = files;
  if (!file) return 'What was dropped holds no file: drop one TOML file.';
  return files.length === 1 ? file : `These are ${files.length} files: drop one TOML file.`;
}
