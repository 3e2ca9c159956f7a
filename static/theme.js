// Before anything is painted: the theme that this browser keeps (see src/lib/ui/kit/preferences.svelte.ts), or the lecture that the address asks for.
try {
  const { theme } = JSON.parse(localStorage.getItem('lockstep.preferences') ?? '{}');
  if (['light', 'dark', 'projector'].includes(theme)) document.documentElement.dataset.theme = theme;
} catch {
  // Nothing kept, or nothing readable: as the system asks.
}
{
  const asked = new URLSearchParams(location.search);
  const { src } = document.currentScript;
  if (asked.has('lecture')) document.documentElement.dataset.theme = 'projector';
  // In a frame (docs/embedding.md). With play=click all that follows in the page becomes text, which is not shown, and nothing of it is
  // fetched. The single file has nothing to fetch.
  if (asked.has('embed')) {
    document.documentElement.dataset.embed = '';
    if (asked.get('play') === 'click' && src !== '')
      document.write(`<body><script src="${new URL('wait.js', src)}"></script><plaintext hidden>`);
  }
}
