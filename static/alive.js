// Until a page is alive (src/routes/+layout.svelte) its buttons do nothing. Where a part of it cannot be fetched, or is long in coming,
// the page as it was prerendered stays, and says so.
{
  const LATE_MS = 10_000;
  // A part that is missing may not be needed.
  const GRACE_MS = 1000;

  const tell = (what) => {
    const note = document.querySelector('#lifeless');
    if (!note || document.documentElement.dataset.alive !== undefined) return;
    note.querySelector('span').textContent = what;
    note.hidden = false;
  };

  const missing = () =>
    setTimeout(() => {
      tell(
        'A part of this page could not be fetched, so its buttons do nothing: the network is down, or a new version has been published. A reload brings it, and keeps the run.',
      );
    }, GRACE_MS);

  addEventListener('unhandledrejection', missing);
  addEventListener('error', missing);
  setTimeout(() => tell('This page is still being fetched, so its buttons do nothing yet.'), LATE_MS);
  addEventListener('DOMContentLoaded', () => {
    document.querySelector('#lifeless button')?.addEventListener('click', () => location.reload());
  });
}
