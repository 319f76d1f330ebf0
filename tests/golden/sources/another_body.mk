outlet: Strait Courier
published: 2025-06-02

<s1>The <ORG>Baltic Coast Guard</ORG></s1> <q1>said</q1> <c1>the tug was rammed</c1>. <STATE id="PRT">Portugal</STATE> rejected the account. <s2>Its coast guard</s2> <q2>said</q2> <c2>the tug had turned</c2>.
---
2 source="Portuguese Coast Guard"
=====
outlet: Strait Courier
published: 2025-06-02

<STATE id="PRT">Portugal</STATE> is closing the <ORG>Harbour Embassy</ORG>, <s1>its foreign ministry</s1> <q1>said</q1> <c1>on Monday</c1>.
---
1 source="Portuguese Ministry of Foreign Affairs"
=====
outlet: Strait Courier
published: 2025-06-02

<s1>The <ORG>Baltic Cable Agency</ORG></s1> <q1>said</q1> <c1>two men were hurt</c1>. <s2>The children's hospital</s2> <q2>lists</q2> <c2>nine</c2>.
---
2 source="children's hospital"
=====
outlet: Strait Courier
published: 2025-06-02

<s1>The <ORG>Kavala Doctors' Union</ORG></s1> <q1>counted</q1> <c1>nine wounded</c1>. <c2>Two more died later</c2>, <s2>the doctors</s2> <q2>said</q2>.
---
2 source="Kavala Doctors' Union"
=====
outlet: Strait Courier
published: 2025-06-02

<s1><PERSON>Rui Matos</PERSON>, head of the <ORG>Cable Party</ORG>,</s1> <q1>said</q1> <c1>the mayor's office had paid</c1>. <s2>The chief minister</s2> <q2>denied</q2> <c2>it</c2>.
---
2 source="chief minister" named=no
=====
outlet: Strait Courier
published: 2025-06-02

<s1>An assessment by the <ORG>Baltic Cable Agency</ORG></s1> <q1>counts</q1> <c1>nine breaks</c1>. The agency is in Split. <s2>The 11-page paper</s2> <q2>blames</q2> <c2>anchors</c2>.
---
2 source="an assessment by the Baltic Cable Agency"
=====
outlet: Strait Courier
published: 2025-06-02

The <ORG>Baltic Cable Agency</ORG> met on Monday. <s1>A confidential report seen by the <ORG>Strait Courier</ORG></s1> <q1>counts</q1> <c1>nine breaks</c1>.
---
1 source="Baltic Cable Agency report"
