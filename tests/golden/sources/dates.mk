outlet: Delta Record
published: 2025-03-30

<s1>The warden</s1> <q1>said</q1> on <DATE v="2025-03-28">Friday</DATE> <c1>that the dam held on <DATE v="2025-03-25">Tuesday</DATE></c1>. <c2>The gates closed on <DATE v="2025-03-20">20 March</DATE></c2>, <s2>she</s2> <q2>said</q2>.
---
1 stated=2025-03-28 event=2025-03-25
2 event=2025-03-20
=====
outlet: Delta Record
published: 2025-03-30

<c1>The tanker sank in <DATE v="2024-11">November 2024</DATE></c1>, <s1>the insurer</s1> <q1>said</q1> on <DATE v="2025-03-29">Saturday</DATE>. On <DATE v="2025-03-27">Thursday</DATE> <s2>its lawyer</s2> <q2>denied</q2> <c2>that it had been overloaded</c2>.
---
1 stated=2025-03-29 event=2024-11
2 stated=2025-03-27
=====
outlet: Delta Record
published: 2025-03-30

<s1>The pilot</s1> <q1>said</q1> <c1>he had worked there for <DATE v="P9Y" type="duration">nine years</DATE></c1>. <s2>The court</s2> <q2>said</q2> <DATE v="2025-03-29">yesterday</DATE> <c2>that the trial opens on <DATE v="2025-05-06">May 6</DATE></c2>.
---
1 event=
2 stated=2025-03-29 event=2025-05-06
