// Before anything is painted: the theme that this browser keeps (see src/lib/ui/kit/preferences.svelte.ts), or the lecture that the address asks for.
try {
  const { theme } = JSON.parse(localStorage.getItem('lockstep.preferences') ?? '{}');
  if (['light', 'dark', 'projector'].includes(theme)) document.documentElement.dataset.theme = theme;
} catch {
  // Nothing kept, or nothing readable: as the system asks.
}
{
  const asked = new URLSearchParams(location.search);
  if (asked.has('lecture')) document.documentElement.dataset.theme = 'projector';
  // In a frame (docs/embedding.md). With play=click nothing more of the page is fetched until the button is pressed.
  if (asked.has('embed')) {
    document.documentElement.dataset.embed = '';
    if (asked.get('play') === 'click') {
      const button = document.createElement('button');
      button.textContent = '▶ Load Lockstep';
      button.style = 'padding: 0.8rem 1.4rem; font: 600 1.125rem system-ui, sans-serif';
      button.addEventListener('click', () => {
        asked.delete('play');
        location.search = asked;
      });
      document.documentElement.style.colorScheme = 'light dark';
      // All that follows in the page becomes text, which is not shown.
      document.write(
        '<body style="display: grid; place-content: center; min-height: 100vh; margin: 0"><plaintext hidden>',
      );
      document.body.prepend(button);
    }
  }
}
