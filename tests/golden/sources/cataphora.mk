outlet: Gdynia Mirror
published: 2025-02-11

GDYNIA – <c1>Nine trawlers are missing</c1>, <s1>the navy's head of rescue</s1> <q1>told</q1> the council.

<c2>"I can only count those that called,"</c2> Admiral <s2><PERSON>Jolanta Bielik</PERSON></s2> <q2>said</q2>.
---
1 source="Jolanta Bielik" res=role
2 source="Jolanta Bielik"
=====
outlet: Gdynia Mirror
published: 2025-02-11

GDYNIA – <c1>Nine trawlers are missing</c1>, <s1>the mayor</s1> <q1>told</q1> the council.

<c2>"I counted ten,"</c2> <q2>said</q2> <s2>the pilot <PERSON>Jens Aune</PERSON></s2>.
---
1 source="a mayor" named=no
=====
outlet: Gdynia Mirror
published: 2025-02-11

<c1>"We buried them at noon,"</c1> <q1>said</q1> <s1>elder <PERSON>Omar Haddo</PERSON></s1>. A doctor came on Tuesday. The road is shut.

<c2>"Who will count the goats?"</c2> <q2>asked</q2> <s2>the elder</s2>.
---
2 source="Omar Haddo" res=role
=====
outlet: Gdynia Mirror
published: 2025-02-11

What <s1>the governor</s1> <q1>said</q1>: <c1>the rate stays</c1>.

<s2>The governor of the Bank of Moravia</s2> <q2>spoke</q2> for an hour. <s3>The governor</s3> <q3>warned</q3> <c3>that prices would rise</c3>.
---
3 source="governor of the Bank of Moravia"
=====
outlet: Gdynia Mirror
published: 2025-02-11

<s1><PERSON>Stella Said</PERSON>, a lawyer in Gdynia,</s1> <q1>read</q1> <c1>the lease</c1>. <s2>She</s2> <q2>noted</q2> <c2>that it could be ended</c2>. <s3><PERSON>Said</PERSON></s3> <q3>wants</q3> <c3>a vote</c3>.
---
2 source="Stella Said" res=pronoun
