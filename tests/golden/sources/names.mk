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
=====
outlet: Coast Monitor
published: 2025-09-02

<s1><STATE id="PRT">Portugal</STATE>'s defence ministry</s1> <q1>said</q1> <c1>that two frigates had sailed</c1>. <s2>An army spokesman</s2> <q2>added</q2> <c2>that a third would follow</c2>.
---
1 source="Portuguese Ministry of Defence"
2 source="Portuguese army spokesman" named=no
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>The captain of the Blue Heron</s1> <q1>said</q1> <c1>that the rudder had jammed</c1>. <s2><PERSON>Kemal Aydin</PERSON></s2> <q2>denied</q2> <c2>it was old</c2>. <s3><PERSON>K.A.</PERSON></s3> <q3>added</q3> <c3>that he had checked it</c3>.
---
1 source="captain of the Blue Heron" named=no
3 source="Kemal Aydin"
=====
outlet: Coast Monitor
published: 2025-09-02

The <ORG>Delta Front</ORG> rebels took the bridge. <s1>The rebels</s1> <q1>said</q1> <c1>that nobody had died</c1>. Envoys met the governor, <s2>who</s2> <q2>said</q2> <c2>that talks went on</c2>.
---
1 source="Delta Front"
2 source="governor"
