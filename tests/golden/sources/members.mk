outlet: Strait Courier
published: 2025-06-02

<s1>Two customs officers</s1> <q1>said</q1> <c1>the seals had been cut</c1>. <c2>The crates were empty</c2>, <s2>one of them</s2> <q2>said</q2>.
---
2 source="one of two customs officers"
=====
outlet: Strait Courier
published: 2025-06-02

<s1>A crane driver</s1> <q1>said</q1> <c1>the hook had slipped</c1>. <s2>Another</s2> <q2>thought</q2> <c2>that the chain broke first</c2>.
---
1 source="a crane driver"
2 source="another crane driver"
=====
outlet: Strait Courier
published: 2025-06-02

<s1><PERSON>Jolanta Bielik</PERSON></s1> <q1>blamed</q1> <c1>the pilots</c1>. <s2><PERSON>Rui Matos</PERSON></s2> <q2>blamed</q2> <c2>the tide</c2>. <s3>Both</s3> <q3>denied</q3> <c3>that the radar was off</c3>.
---
3 source="Jolanta Bielik; Rui Matos"
=====
outlet: Strait Courier
published: 2025-06-02

<c1>The lamp was dark</c1>, <s1>one deckhand</s1> <q1>recalled</q1>.
---
1 source="one deckhand" res=description
