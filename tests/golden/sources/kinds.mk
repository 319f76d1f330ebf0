outlet: Delta Record
published: 2025-03-30

<s1>A report by the <ORG>Lagoon Institute</ORG></s1> <q1>found</q1> <c1>that the dyke leaks</c1>. <s2>Satellite images</s2> <q2>show</q2> <c2>a breach</c2>. <s3>It</s3> <q3>also lists</q3> <c3>nine weak points</c3>.
---
1 kind=document
2 kind=document named=no
=====
outlet: Delta Record
published: 2025-03-30

<s1>Residents</s1> <q1>said</q1> <c1>water came at dawn</c1>. <s2>Three soldiers</s2> <q2>said</q2> <c2>it came later</c2>. <s3>A nurse</s3> <q3>said</q3> <c3>nobody drowned</c3>.
---
1 kind=group named=no
2 kind=group named=no
3 kind=person named=no
=====
outlet: Delta Record
published: 2025-03-30

<s1>The newspaper <ORG>Al-Marsa</ORG></s1> <q1>wrote</q1> <c1>that the gates jammed</c1>. <s2>The paper</s2> <q2>said</q2> <c2>the guards slept</c2>. <s3>State television</s3> <q3>said</q3> <c3>they did not</c3>.
---
1 kind=media source="Al-Marsa"
2 kind=media source="Al-Marsa"
3 kind=media
=====
outlet: Delta Record
published: 2025-03-30

<s1>The <ORG>Delta Guard</ORG></s1> <q1>said</q1> <c1>it had no boats</c1>. <s2><STATE id="EGY">Egypt</STATE></s2> <q2>said</q2> <c2>it would send two</c2>. <s3><PERSON>Salma Idris</PERSON></s3> <q3>said</q3> <c3>two were too few</c3>.
---
1 kind=organisation named=yes
2 kind=state named=yes
3 kind=person named=yes
