/** The last word of a cmi5 session, sent while the page goes away: the library's own request would be dropped with the page. */
import type Cmi5 from '@xapi/cmi5';

const TERMINATED = { id: 'http://adlnet.gov/expapi/verbs/terminated', display: { en: 'terminated' } };
/** cmi5 Specification, section 9.6.2.1: what the specification defines is marked so. */
const OF_CMI5 = { objectType: 'Activity', id: 'https://w3id.org/xapi/cmi5/context/categories/cmi5' };

/** @param seconds since the session began */
export function terminate(cmi5: Cmi5, seconds: number): void {
  const { endpoint, actor, activityId, registration } = cmi5.getLaunchParameters();
  const template = cmi5.getLaunchData().contextTemplate;
  const statement = {
    actor,
    verb: TERMINATED,
    object: { objectType: 'Activity', id: activityId },
    result: { duration: `PT${seconds.toFixed(2)}S` },
    context: { ...template, registration, contextActivities: { ...template.contextActivities, category: [OF_CMI5] } },
    timestamp: new Date().toISOString(),
  };
  // Nobody is there any more to hear of a failure.
  void fetch(`${endpoint.replace(/\/$/, '')}/statements`, {
    method: 'POST',
    keepalive: true,
    headers: {
      authorization: `Basic ${cmi5.getAuthToken()}`,
      'content-type': 'application/json',
      'x-experience-api-version': '1.0.3',
    },
    body: JSON.stringify(statement),
  }).catch(() => undefined);
}
