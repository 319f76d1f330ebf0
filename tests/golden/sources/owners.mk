outlet: Strait Courier
published: 2025-06-02

<STATE id="PRT">Portugal</STATE> has sold <STATE id="EGY">Egypt</STATE> four patrol boats. <s1>Its navy</s1> <q1>said</q1> <c1>the hulls were sound</c1>.
---
1 source="Portuguese Navy"
=====
outlet: Strait Courier
published: 2025-06-02

<PERSON>Nadia Karim</PERSON> was not at home on Monday. <s1>Her lawyer</s1> <q1>said</q1> <c1>that she was abroad</c1>.
---
1 source="lawyer of Nadia Karim" named=no
=====
outlet: Strait Courier
published: 2025-06-02

<PERSON>Nadia Karim</PERSON> runs the yard. <c1>The dock is full</c1>, <s1>a Karim aide</s1> <q1>said</q1>. <s2><PERSON>Karim</PERSON> spokesman <PERSON>Rui Matos</PERSON></s2> <q2>said</q2> <c2>two slips were free</c2>.
---
2 source="Rui Matos"
=====
outlet: Strait Courier
published: 2025-06-02

<s1>Inspectors</s1> <q1>visited</q1> <c1>the plant twice</c1>, the <ORG>Baltic Cable Agency</ORG> (<ORG>BCA</ORG>) wrote. <s2>An engineer of the <ORG>BCA</ORG></s2> <q2>said</q2> <c2>a valve had stuck</c2>.
---
2 source="an engineer of the Baltic Cable Agency (BCA)" named=no
=====
outlet: Strait Courier
published: 2025-06-02

<STATE id="EGY">Egypt</STATE> has closed two ports. <s1>A navy source</s1> <q1>said</q1> <c1>that mines had been seen</c1>.
---
1 source="an Egyptian Navy source" named=no
=====
outlet: Strait Courier
published: 2025-06-02

<s1><PERSON>Petra Novak</PERSON> of the <ORG>Tidewater Institute</ORG></s1>, <s2>who</s2> <q2>counts</q2> <c2>the ships by night</c2>, <q1>saw</q1> <c1>nine tankers</c1>.
---
2 source="Petra Novak"
