// In a frame with play=click: a button in place of the page, which is fetched once it is pressed (static/theme.js).
{
  const button = document.createElement('button');
  button.textContent = '▶ Load Lockstep';
  button.style = 'padding: 0.8rem 1.4rem; font: 600 1.125rem system-ui, sans-serif';
  button.addEventListener('click', () => {
    const asked = new URLSearchParams(location.search);
    asked.delete('play');
    location.search = asked;
  });
  document.documentElement.style.colorScheme = 'light dark';
  document.body.style = 'display: grid; place-content: center; min-height: 100vh; margin: 0';
  document.body.prepend(button);
}
