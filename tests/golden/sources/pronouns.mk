outlet: Fjord Post
published: 2025-04-03

<s1><PERSON>Ingrid Solheim</PERSON>, the harbour master of Narvik</s1>, <q1>said</q1> <c1>that the quay was safe</c1>. <c2>The cranes would be tested by Friday</c2>, <s2>she</s2> <q2>added</q2>.
---
1 source="Ingrid Solheim" res=named
2 source="Ingrid Solheim" res=pronoun
=====
outlet: Fjord Post
published: 2025-04-03

<s1><PERSON>Marie Dupont</PERSON></s1> <q1>said</q1> <c1>the ferry had left on time</c1>. <s2>Captain <PERSON>Piotr Nowak</PERSON></s2> <q2>said</q2> <c2>it had not</c2>. <s3>She</s3> <q3>insisted</q3> <c3>that the log proved it</c3>. <c4>"I was on the bridge,"</c4> <s4>he</s4> <q4>said</q4>.
---
3 source="Marie Dupont" res=pronoun
4 source="Piotr Nowak" res=pronoun
=====
outlet: Fjord Post
published: 2025-04-03

<s1>The <ORG>Nordic Pilots' Union</ORG></s1> <q1>said</q1> <c1>its members would not board the tankers</c1>. <c2>Talks had failed twice</c2>, <s2>it</s2> <q2>said</q2>. <s3>They</s3> <q3>want</q3> <c3>a second tug on every passage</c3>.
---
2 source="Nordic Pilots' Union" res=pronoun
3 source="Nordic Pilots' Union" res=pronoun
