outlet: Strait Courier
published: 2025-06-02

<s1><PERSON>Ingrid Solheim</PERSON></s1> <q1>opened</q1> <c1>the meeting</c1>. <c2>"<PERSON>Anna Falk</PERSON> will not sign,"</c2> <s2>she</s2> <q2>said</q2>.
---
2 source="Ingrid Solheim" res=pronoun
=====
outlet: Strait Courier
published: 2025-06-02

<s1><PERSON>Carlo Sessa</PERSON></s1> <q1>said</q1> <c1>he would resign</c1>. <c2>President <PERSON>Henrik Dahl</PERSON> had been told in May</c2>, <s2>he</s2> <q2>said</q2>.
---
2 source="Carlo Sessa" res=pronoun
=====
outlet: Strait Courier
published: 2025-06-02

<s1><PERSON>Carlo Sessa</PERSON></s1> <q1>said</q1> <c1>the pumps were off</c1>. <s2>He himself</s2> <q2>admitted</q2> <c2>that the valve was old</c2>.
---
2 source="Carlo Sessa" res=pronoun
=====
outlet: Strait Courier
published: 2025-06-02

The strike at the <ORG>Baltic Cable Agency</ORG> is over. <PERSON>Jolanta Bielik</PERSON> reads the meters. <s1>The agency</s1> <q1>said</q1> <c1>the lines were live again</c1>.
---
1 source="Baltic Cable Agency" res=role
=====
outlet: Strait Courier
published: 2025-06-02

<s1>Our visual desk</s1> <q1>counted</q1> <c1>nine trucks in the picture</c1>. <s2>An earlier version of this article</s2> <q2>said</q2> <c2>eleven</c2>.
---
1 source="Strait Courier" kind=media
2 source="Strait Courier" kind=media
=====
outlet: Strait Courier
published: 2025-06-02

<PERSON>Sven Holt</PERSON> has dived for forty years.

Q: What did you see?

<c1>A cut as clean as a knife.</c1>

Q: By an anchor?

A: <c2>Anchors tear.</c2>
---
1 source="Sven Holt"
2 source="Sven Holt"
=====
outlet: Strait Courier
published: 2025-06-02

<s1>The mayor, <PERSON>Ruth Abel</PERSON></s1>, <q1>said</q1> <c1>the bridge would open</c1>. <s2>The plan</s2> <q2>says</q2> <c2>it will not</c2>. <c3>"I have read it."</c3>
---
3 source="Ruth Abel" res=continuation continues=2
