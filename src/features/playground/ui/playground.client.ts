/** Everything interactive on the playground as one script. */
import './own-playground.element.ts';
import '../../share/ui/share-button.element.ts';
import '../../../components/workspace/distribution.element.ts';
import '../../../components/workspace/editor.element.ts';
import '../../../components/workspace/load-form.element.ts';
import '../../../components/workspace/panel-tabs.element.ts';
import '../../../components/workspace/requests-table.element.ts';
import '../../../components/workspace/terminal.element.ts';
import '../../../components/workspace/toolbar.element.ts';
import '../../../components/workspace/visualiser.element.ts';
