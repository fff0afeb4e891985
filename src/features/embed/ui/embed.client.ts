/** Everything interactive on the page of a step in a frame, as one script. The page itself comes last: it opens the parts. */
import '../../lesson/ui/prediction-form.element.ts';
import '../../lesson/ui/answers.ts';
import '../../lesson/ui/quiz-form.element.ts';
import '../../../components/workspace/workspace.element.ts';
import '../../../components/workspace/checks-panel.element.ts';
import '../../../components/workspace/distribution.element.ts';
import '../../../components/workspace/editor.element.ts';
import '../../../components/workspace/engine-note.element.ts';
import '../../../components/workspace/load-form.element.ts';
import '../../../components/workspace/panel-tabs.element.ts';
import '../../../components/workspace/requests-table.element.ts';
import '../../../components/workspace/terminal.element.ts';
import '../../../components/workspace/toolbar.element.ts';
import '../../../components/workspace/visualiser.element.ts';
import './embed-page.element.ts';
