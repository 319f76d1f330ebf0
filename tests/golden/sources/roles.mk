outlet: Gdynia Mirror
published: 2025-02-11

<s1>Defence Minister <PERSON>Tomasz Zalewski</PERSON></s1> <q1>told</q1> lawmakers <c1>that the frigate would sail in May</c1>. <PERSON>Jolanta Bielik</PERSON> of the opposition laughed. <c2>The crew is complete</c2>, <s2>the minister</s2> <q2>said</q2>.
---
1 source="Tomasz Zalewski" res=named
2 source="Tomasz Zalewski" res=role
=====
outlet: Gdynia Mirror
published: 2025-02-11

<PERSON>Rui Matos</PERSON>, a spokesman for the <ORG>Azores Port Authority</ORG>, met reporters at noon. <s1>The spokesman</s1> <q1>said</q1> <c1>two berths were closed</c1>. <s2>The authority</s2> <q2>expects</q2> <c2>to open them by Sunday</c2>.
---
1 source="Rui Matos" res=role
2 source="Azores Port Authority" res=role
=====
outlet: Gdynia Mirror
published: 2025-02-11

<s1>General <PERSON>Ihor Savchuk</PERSON></s1> <q1>said</q1> <c1>the bridge was down</c1>. <s2>A corporal who had swum across</s2> <q2>said</q2> <c2>a span still stood</c2>. <s3>The general</s3> <q3>called</q3> <c3>that a rumour</c3>. <s4>The corporal</s4> <q4>stuck to</q4> <c4>his account</c4>.
---
2 source="corporal who had swum across" res=description
3 source="Ihor Savchuk" res=role
4 source="corporal who had swum across"
