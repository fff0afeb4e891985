/** What every page of the site does, as one script. */
import '../components/chrome/theme-select.element.ts';
import '../components/chrome/shortcuts.ts';
import '../features/search/ui/open-search.ts';
import '../features/workshop/ui/wake-bar.ts';
import '../features/offline/ui/keep-at-rest.ts';
