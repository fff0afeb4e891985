/** Everything interactive on a lesson page as one script: a dozen small ones would be a dozen requests. */
import '../../progress/ui/lesson-progress.element.ts';
import '../../progress/ui/step-progress.element.ts';
import './lesson-page.element.ts';
import './prediction-form.element.ts';
import './quiz-form.element.ts';
import '../../share/ui/share-button.element.ts';
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
