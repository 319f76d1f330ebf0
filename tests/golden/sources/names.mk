outlet: Strait Times Weekly
published: 2025-06-20

<s1><PERSON>Amina Bello</PERSON>, who runs the terminal</s1>, <q1>said</q1> <c1>forty containers were missing</c1>. <c2>The seals had been cut</c2>, <s2><PERSON>Bello</PERSON></s2> <q2>said</q2>.
---
2 source="Amina Bello" res=named
=====
outlet: Strait Times Weekly
published: 2025-06-20

<s1>The <ORG>Baltic Cable Agency</ORG> (<ORG>BCA</ORG>)</s1> <q1>said</q1> <c1>the line was dead</c1>. <c2>Repairs would take a week</c2>, <s2>the <ORG>BCA</ORG></s2> <q2>said</q2>. <s3>The agency</s3> <q3>blamed</q3> <c3>an anchor</c3>.
---
2 source="Baltic Cable Agency" res=alias
3 source="Baltic Cable Agency" res=role
=====
outlet: Strait Times Weekly
published: 2025-06-20

<s1><PERSON>Olga Brandt</PERSON></s1> <q1>said</q1> <c1>the lock would reopen</c1>. Her brother, the carpenter <PERSON>Nils Brandt</PERSON>, was at sea. <c2>"I saw the gate bend,"</c2> <q2>said</q2> <s2><PERSON>Nils Brandt</PERSON></s2>. <s3><PERSON>Olga Brandt</PERSON></s3> <q3>disputed</q3> <c3>that</c3>.
---
2 source="Nils Brandt" res=named
3 source="Olga Brandt" res=named
=====
outlet: Strait Times Weekly
published: 2025-06-20

<s1><STATE id="PRT">Lisbon</STATE></s1> <q1>said</q1> <c1>the drill would go ahead</c1>. <s2><STATE id="ESP">Madrid</STATE></s2> <q2>asked</q2> <c2>for a delay</c2>. <s3><STATE id="PRT">Portugal</STATE></s3> <q3>refused</q3> <c3>to wait</c3>.
---
1 source="Portugal" res=alias kind=state
2 source="Spain" res=alias
3 source="Portugal" res=named
