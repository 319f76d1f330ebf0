outlet: Harbour Gazette
published: 2025-01-15

<s1><PERSON>Paula Reyes</PERSON>, a spokeswoman for the <ORG>Manta Fishing Fleet</ORG></s1>, <q1>said</q1> <c1>three boats were overdue</c1>. <c2>"We have asked the navy for help,"</c2> <s2>she</s2> <q2>said</q2>. <c3>We are worried.</c3>
---
1 source="Paula Reyes" speaks_for="Manta Fishing Fleet"
2 source="Paula Reyes"
3 source="Paula Reyes" res=continuation continues=2
=====
outlet: Harbour Gazette
published: 2025-01-15

<c1>"The hull is sound.</c1> <c2>Nobody was hurt,"</c2> <q2>said</q2> <s2>the pilot <PERSON>Jens Aune</PERSON></s2>. <c3>The tug had come too late.</c3>
---
1 source="Jens Aune" res=continuation continues=2
2 source="Jens Aune" res=named
3 source="Jens Aune" res=continuation continues=2
=====
outlet: Harbour Gazette
published: 2025-01-15

<PERSON>Halima Noor</PERSON> leads the search from Berbera.

Q: How many are missing?

<s1>A</s1>: <c1>Eleven. We found two rafts.</c1>

Q: Will you go on?

<s2>A</s2>: <c2>Until Sunday.</c2>
---
1 source="Halima Noor" res=alias
2 source="Halima Noor" res=alias
=====
outlet: Harbour Gazette
published: 2025-01-15

14:05 <s1>The chair, <PERSON>Ruth Abel</PERSON></s1>: <c1>"Order, please."</c1>

14:09 <s2><PERSON>Carlo Sessa</PERSON></s2>: <c2>"The pumps were off."</c2> <s3><PERSON>Abel</PERSON></s3>: <c3>"Who says so?"</c3>
---
1 source="Ruth Abel" res=named
2 source="Carlo Sessa" res=named
3 source="Ruth Abel"
=====
outlet: Harbour Gazette
published: 2025-01-15

Interview: <PERSON>Sven Holt</PERSON>, diver

HARBOUR GAZETTE: What did you see?

<s1>HOLT</s1>: <c1>A cut as clean as a knife.</c1>

HARBOUR GAZETTE: By an anchor?

<s2>HOLT</s2>: <c2>Anchors tear.</c2>
---
1 source="Sven Holt"
2 source="Sven Holt"
