/** Opens the search (Search.astro), and wakes its script when that is wanted for the first time. */

document.getElementById('show-search')?.addEventListener('click', () => {
  (document.getElementById('search') as HTMLDialogElement).showModal();
  const script = document.getElementById('search-script');
  if (script instanceof HTMLTemplateElement) document.body.append(script.content);
  script?.remove();
});
