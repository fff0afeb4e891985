/** Everything interactive on a framed playground, as one script: without what is for work of one's own. */
import { PlaygroundWorkspace } from './playground-workspace.element.ts';
import '../../../components/workspace/distribution.element.ts';
import '../../../components/workspace/editor.element.ts';
import '../../../components/workspace/load-form.element.ts';
import '../../../components/workspace/panel-tabs.element.ts';
import '../../../components/workspace/requests-table.element.ts';
import '../../../components/workspace/terminal.element.ts';
import '../../../components/workspace/toolbar.element.ts';
import '../../../components/workspace/visualiser.element.ts';
import '../../embed/ui/embed-page.element.ts';

customElements.define('playground-workspace', PlaygroundWorkspace);
