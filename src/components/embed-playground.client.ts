/** Everything interactive on a framed playground, as one script: without what is for work of one's own. */
import { PlaygroundWorkspace } from './playground/playground-workspace.element.ts';
import './workspace/distribution.element.ts';
import './workspace/editor.element.ts';
import './workspace/load-form.element.ts';
import './workspace/panel-tabs.element.ts';
import './workspace/requests-table.element.ts';
import './workspace/terminal.element.ts';
import './workspace/toolbar.element.ts';
import './workspace/visualiser.element.ts';
import '../features/embed/ui/embed-page.element.ts';

customElements.define('playground-workspace', PlaygroundWorkspace);
